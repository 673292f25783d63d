import type { RulesetText } from "./ruleset.ts";

/** A ruleset that a check of the policy needs. */
export interface WantedRuleset {
  /** The check's name, which is the ruleset's too. */
  readonly check: string;
  /** Branches in GitHub's patterns. */
  readonly include: readonly string[];
  /** Whether such branches may be made before the check can have run. */
  readonly branchesToCome: boolean;
}

/** What has to happen for one check to be required. */
export type SetupStep =
  /** It is required already, by this ruleset. */
  | { readonly action: "keep"; readonly check: string; readonly ruleset: string }
  | {
      readonly action: "create";
      readonly check: string;
      readonly differences: readonly Difference[];
      readonly text: RulesetText;
    }
  | {
      readonly action: "update";
      readonly check: string;
      readonly id: number;
      readonly differences: readonly Difference[];
      readonly text: RulesetText;
    };

/** One thing that a ruleset says otherwise afterwards. */
export interface Difference {
  readonly what: string;
  /** Undefined where nothing was said. */
  readonly before?: string;
  readonly after: string;
}

/** Everything that is to happen to a repository's rulesets. */
export interface SetupPlan {
  readonly steps: readonly SetupStep[];
  /** What has to be done by hand, and what else is worth knowing. */
  readonly notices: readonly string[];
}
