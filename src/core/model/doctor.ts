/** What the doctor looks at, in the order in which it tells it. */
export type Point =
  | "policy"
  | "required"
  | "rulesets"
  | "bypass"
  | "permissions"
  | "events"
  | "teams"
  | "policy-owners"
  | "own-checks";

/**
 * What became of looking at something. `advice` holds and could be tighter; `unknown` could not be looked
 * at, and is no good news.
 */
export interface Diagnosis {
  readonly point: Point;
  readonly outcome: "good" | "advice" | "problem" | "unknown";
  /** What was seen, in a sentence. */
  readonly says: string;
  /** How to mend it; undefined where there is nothing to mend. */
  readonly mend?: string;
}

/** Everything that was looked at of how a repository is gated. */
export interface Diagnoses {
  /** The default branch, where there is one. */
  readonly branch?: string;
  /** Its tip. */
  readonly commit?: string;
  readonly found: readonly Diagnosis[];
}

/** What an installation lets the App do and hear. */
export interface Grant {
  /** `read`, `write` or `admin` by permission. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly suspended: boolean;
}
