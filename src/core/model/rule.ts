import type { Level } from "./level.ts";

/** Which gate asks for a rule: the step from this level to the next, or every gate. */
export type Gate = Level | "every";

/**
 * When a rule applies.
 * - `standing`: at its gate's graduation and ever after.
 * - `at-graduation`: only while a pull request raises the level through its gate.
 * - `at-release`: standing, but only while the level rises or a check on the branch asks for a level.
 * - `{until}`: standing, but no longer once the component is at that level.
 * - `at-hotfix`: only while a pull request brings the record of a hotfix.
 * - `continuous`: of each deployed version, whatever the branch's level.
 */
export type Applies =
  | "standing"
  | "at-graduation"
  | "at-release"
  | "at-hotfix"
  | "continuous"
  | { readonly until: Level };

/** Whether a failing rule closes the gate. `blocking-from` advises below that level. */
export type Severity = "blocking" | "advisory" | { readonly "blocking-from": Level };

/**
 * Where a rule comes from: `paper` (the paper or its official repository prescribes it),
 * `paper-with-our-number` (prescribed, but the number or the kind of evidence is our judgement),
 * `recalled` (from the paper's methods, not confirmed; advisory until it is) or `judgement` (ours).
 */
export type Origin = "paper" | "paper-with-our-number" | "recalled" | "judgement";

/** One claim of the ladder, as data: what must be true, when, why, and how to mend it. */
export interface Rule {
  readonly id: string;
  readonly gate: Gate;
  /** The judge that decides it: a name in `core/kinds`. */
  readonly kind: string;
  /** What the kind is told; the kind's own schema says what is allowed. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly claim: string;
  readonly why: string;
  readonly applies: Applies;
  readonly severity: Severity;
  /** It rests on reports, of which it counts where they come from. */
  readonly onReports?: true;
  /** In which case a card may declare the rule not applicable, with its reason. Absent: never. */
  readonly conditional?: string;
  /** It says who answers for what: no waiver and no exception takes its place. */
  readonly waivable?: false;
  readonly origin: Origin;
  /** Where MLTRL asks for it, or "judgement". */
  readonly source: string;
  /** The default in words, for people who compare it with their own. */
  readonly default: string;
  readonly effort: "low" | "medium" | "high";
  /**
   * How to mend it, one step a line. `{component}` stands for the component's id, `{hand-in}` for what makes
   * a report count: stamping it, or a workflow that delivers it.
   */
  readonly remedy: readonly string[];
  /**
   * How to mend what is there and falls short, where that is something else than to bring it. `{path}`
   * stands for the file in question.
   */
  readonly mend?: readonly string[];
}

/** A set of rules that a repository can choose by name. */
export interface Profile {
  readonly name: string;
  readonly description: string;
  readonly rules: readonly string[];
}

/** A checklist that others are measured against, so that deleting an item does not complete it. */
export interface ReferenceChecklist {
  readonly name: string;
  readonly source: string;
  readonly items: readonly ReferenceItem[];
}

export interface ReferenceItem {
  /** `A.1` of deon, `pre/legal/2` of the MLTRL questions. */
  readonly id: string;
  readonly part: string;
  readonly text: string;
}

/** Everything under `rules/`, built into one value. */
export interface Catalogue {
  /** The newest version of the rule set; a policy pins one as `ladder`. */
  readonly ladder: string;
  readonly rules: readonly Rule[];
  readonly profiles: readonly Profile[];
  readonly checklists: readonly ReferenceChecklist[];
  /** What older versions said differently, the oldest first. */
  readonly older: readonly OlderLadder[];
}

/** An older version of the rule set, by what the version after it changed. */
export interface OlderLadder {
  readonly ladder: string;
  /** Ids of rules that came later. */
  readonly absent: readonly string[];
  /** Rules that have changed or gone since, whole, as they stood. */
  readonly was: readonly Rule[];
  /** All profiles as they stood. */
  readonly profiles: readonly Profile[];
}
