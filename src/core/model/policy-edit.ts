import type { Conclusion } from "./conclusion.ts";
import type { Place } from "./place.ts";

/** The role that owns the policy; where nobody is given it, admins of the repository have it. */
export const POLICY_OWNERS = "policy-owners";

/** Edits of the policy have no level: approvals of them claim this one, and so does what they are asked for. */
export const NO_STEP = 0;

/** A value that a pull request changes in the policy. */
export interface EditedSetting {
  /** As a file says it: `rules.coverage-product.lines`. */
  readonly name: string;
  /** As text; undefined where that side does not have it. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Where the head says it, or the nearest thing to it. */
  readonly place: Place;
}

/** What a check or a component comes to now and as something would have it, such as another policy. */
export interface ComparedConclusion {
  readonly name: string;
  /** Undefined where there is none of the name, such as no check of that policy for the branch. */
  readonly before: Conclusion | undefined;
  readonly after: Conclusion | undefined;
}

/** What an edit of the policy comes to for one pull request. */
export interface ComparedOutcome {
  /** Undefined for the one that brings it. */
  readonly pullRequest?: number;
  readonly checks: readonly ComparedConclusion[];
}

/** What a pull request does to the policy. */
export interface PolicyEditDecision {
  /** Values that ask for less. */
  readonly weakened: readonly EditedSetting[];
  /** Values of which nobody can tell whether they ask for less, such as another list of people. */
  readonly unclear: readonly EditedSetting[];
  readonly tightened: readonly EditedSetting[];
  readonly outcomes: readonly ComparedOutcome[];
  /** Open pull requests that were not looked at, because there are too many or they could not be read. */
  readonly left: number;
}
