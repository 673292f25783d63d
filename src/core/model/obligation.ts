import type { Hotfix } from "./hotfix.ts";
import type { Level } from "./level.ts";
import type { Rule } from "./rule.ts";
import type { StandIn } from "./stand-in.ts";
import type { Step } from "./step.ts";

/** A rule that must hold for one component in one pull request, with the policy's parameters filled in. */
export interface Obligation {
  readonly rule: Rule;
  readonly params: Readonly<Record<string, unknown>>;
  readonly severity: "blocking" | "advisory";
  readonly because: "standing" | "graduation" | "continuous";
  /** Set where the card names the rule's gate as not walked: the rule is shown and not judged. */
  readonly exempt?: string;
  /** Set where something stands in for the rule for a time: shown, judged, and not blocking. */
  readonly standIn?: StandIn;
  /** Set where something did and does not any more: why, in words. */
  readonly ended?: string;
  /** The role that may accept that it does not hold, where it may be accepted at all. */
  readonly accepts?: string;
  /** Set where the policy asks for less or more than the rule's default. */
  readonly comparedWithDefault?: string;
}

/** A rule that a policy switches off, for all components or for this one. */
export interface SwitchedOff {
  readonly rule: Rule;
  readonly for: "all" | "component";
}

/** What is judged of one component. */
export interface ComponentPlan {
  readonly id: string;
  readonly step: Step;
  readonly obligations: readonly Obligation[];
  /** What would have to hold, had the policy not switched it off: shown, never judged. */
  readonly switchedOff?: readonly SwitchedOff[];
  /** Stands in for the panel and for a minimum level in this pull request. */
  readonly hotfix?: Hotfix;
  /** Retired, and nothing of it is left: it has no level that a branch could ask for. */
  readonly gone?: boolean;
  /** Components that its card names as coupled; those without a level are not of this repository. */
  readonly coupled?: readonly CoupledComponent[];
  /** Of one that leaves: the ids as which it goes on. */
  readonly heirs?: readonly string[];
}

export interface CoupledComponent {
  readonly name: string;
  readonly level?: Level;
}
