import type { Level } from "./level.ts";

/**
 * What the App noted when somebody accepted that a rule does not hold: which content and which step they
 * had before them. Their own comment says the rest.
 */
export interface AcceptanceMark {
  /** The comment in which they said so. */
  readonly comment: number;
  readonly by: string;
  readonly rule: string;
  readonly component: string;
  /** Absent where the component is new. */
  readonly from?: Level;
  /** Absent where it leaves. */
  readonly to?: Level;
  /** The digest of the content, as reviewers sign it. */
  readonly content: string;
  /** The head that they saw: what runs deliver for another one is another thing. */
  readonly head?: string;
  /** Nothing was wrong but where a report came from: what fails since then is not accepted. */
  readonly origin?: true;
}
