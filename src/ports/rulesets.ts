import type { Fact } from "../core/model/fact.ts";
import type { ActiveRule, BranchProtection, Ruleset, RulesetText } from "../core/model/ruleset.ts";

/** Rulesets of a repository. Unavailable as `not-visible` where the caller may not see or write them. */
export interface Rulesets {
  /** All that bear on the repository, those of its organisation too. */
  list(): Promise<Fact<readonly Ruleset[]>>;
  /** The rules that hold for a branch now, whether it exists or not. */
  activeFor(branch: string): Promise<Fact<readonly ActiveRule[]>>;
  /** Branches there are whose classic protection asks for checks. */
  protections(): Promise<Fact<readonly BranchProtection[]>>;
  create(text: RulesetText): Promise<Fact<undefined>>;
  update(id: number, text: RulesetText): Promise<Fact<undefined>>;
}
