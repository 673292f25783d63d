import type { Rule } from "./rule.ts";
import type { Step } from "./step.ts";

/** A rule that must hold for one component in one pull request, with the policy's parameters filled in. */
export interface Obligation {
  readonly rule: Rule;
  readonly params: Readonly<Record<string, unknown>>;
  readonly severity: "blocking" | "advisory";
  readonly because: "standing" | "graduation";
  /** Set where the card names the rule's gate as not walked: the rule is shown and not judged. */
  readonly exempt?: string;
  /** Set where the policy asks for less or more than the rule's default. */
  readonly comparedWithDefault?: string;
}

/** What is judged of one component. */
export interface ComponentPlan {
  readonly id: string;
  readonly step: Step;
  readonly obligations: readonly Obligation[];
}
