import type { Decision } from "./decision.ts";
import type { Outcome } from "./finding.ts";
import type { ComparedConclusion } from "./policy-edit.ts";

/** What a finding of one component does to it: it blocks, waits for somebody or something, or neither. */
export type Colour = "red" | "waiting" | "green";

/** What a rule came to on one side. */
export interface SeenFinding {
  readonly colour: Colour;
  readonly outcome: Outcome;
  readonly severity: "blocking" | "advisory";
  readonly reason: string;
}

/** A rule that has another colour for a component than before. */
export interface TurnedRule {
  readonly component: string;
  readonly rule: string;
  /** Undefined where that side does not ask for the rule. */
  readonly before: SeenFinding | undefined;
  readonly after: SeenFinding | undefined;
  /** What it is now; what is asked for no more is green. */
  readonly turns: Colour;
}

/** Two verdicts side by side. */
export interface Difference {
  /** Every check of either side. */
  readonly checks: readonly ComparedConclusion[];
  /** Components that have another conclusion. */
  readonly components: readonly ComparedConclusion[];
  readonly rules: readonly TurnedRule[];
}

/** What would be the verdict, beside the one there is. */
export interface Simulation extends Difference {
  /** What was assumed, in words. */
  readonly assumed: readonly string[];
  readonly before: Decision;
  readonly after: Decision;
}
