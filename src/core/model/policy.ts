import type { Level } from "./level.ts";
import type { Place } from "./place.ts";

/** What a repository asks of its pull requests: the defaults and everything its files say. */
export interface Policy {
  /** The rule set's version that the policy pins. */
  readonly ladder: string;
  readonly profile: string;
  readonly checks: readonly CheckPolicy[];
  readonly components: readonly ComponentPolicy[];
  /** Role to logins (`alice`) and teams (`acme/product`). */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly evidence: readonly EvidencePolicy[];
  readonly rules: ReadonlyMap<string, RuleOverride>;
  readonly uncovered: "ignore" | "warn" | "block";
  /** How long CI may take before its evidence counts as unknown, in hours. */
  readonly evidenceTimeout: number;
  readonly panels: "independent" | "small-team";
}

/** One check that GitHub shows, and the branches it guards. */
export interface CheckPolicy {
  /** Without the `mltrl/` in front. */
  readonly name: string;
  readonly branches: readonly string[];
  readonly enforcement: Enforcement;
  /** A date (ISO 8601) from which the check blocks whatever `enforcement` says. */
  readonly blockFrom?: string;
  readonly minimumLevel?: Level;
  /** `touched` judges what a pull request touches, `all` every component of the tree. */
  readonly scope: "touched" | "all";
  readonly perBranch: boolean;
}

/** In the order of strictness. */
export const ENFORCEMENTS = ["observe", "warn", "block"] as const;
export type Enforcement = (typeof ENFORCEMENTS)[number];

/** A component: the unit that has a level. */
export interface ComponentPolicy {
  readonly id: string;
  readonly paths: readonly string[];
  /** Paths whose change is never a change of content. */
  readonly ignore: readonly string[];
  /** What coverage is asked of. */
  readonly source: readonly string[];
  readonly dependsOn: readonly string[];
  /** Of a system: the components whose minimum is its level. */
  readonly parts: readonly string[];
  readonly place: Place;
}

/** Where a kind of evidence is found. */
export interface EvidencePolicy {
  readonly name: string;
  readonly format: "lcov" | "junit";
  readonly files: readonly string[];
  readonly component?: string;
}

/** What a policy changes about one rule. */
export interface RuleOverride {
  readonly params: Readonly<Record<string, unknown>>;
  readonly severity?: "blocking" | "advisory" | "off";
  readonly place: Place;
}
