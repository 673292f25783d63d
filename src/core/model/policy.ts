import type { CoverageFormat } from "./coverage.ts";
import type { Level } from "./level.ts";
import type { Place } from "./place.ts";
import type { Profile, ReferenceChecklist } from "./rule.ts";
import type { PresetName, StructuredFormat } from "./structured-report.ts";
import type { TestFormat } from "./test-report.ts";
import type { Waiver } from "./waiver.ts";

/** The role that code owners have where the policy names nobody for it. */
export const CODE_OWNERS_ROLE = "owner";

/** Where GitHub looks for code owners; the first that is there counts. */
export const CODE_OWNERS_PATHS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** The role that answers for the policy. */
export const POLICY_OWNERS_ROLE = "policy-owners";

/** What a repository asks of its pull requests: the defaults and everything its files say. */
export interface Policy {
  /** The rule set's version that the policy pins. */
  readonly ladder: string;
  readonly profile: string;
  readonly checks: readonly CheckPolicy[];
  readonly components: readonly ComponentPolicy[];
  /** Role to logins (`alice`) and teams (`acme/product`). */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** What may be deployed where, by the environment's name; those not named take everything. */
  readonly environments: ReadonlyMap<string, EnvironmentPolicy>;
  readonly evidence: readonly EvidencePolicy[];
  /** Reusable workflows whose word is taken, each at one commit: `acme/ci/.github/workflows/evidence.yml@<commit>`. */
  readonly trustedWorkflows: readonly string[];
  /** Workflows whose signature is taken beside theirs: `acme/ci/.github/workflows/evidence.yml@refs/heads/main`. */
  readonly trustedSigners: readonly string[];
  readonly rules: ReadonlyMap<string, RuleOverride>;
  readonly uncovered: "ignore" | "warn" | "block";
  /** How long CI may take before its evidence counts as unknown, in hours. */
  readonly evidenceTimeout: number;
  readonly panels: "independent" | "small-team";
  /** Whether people are asked to review who can take an open seat. */
  readonly requestReviews: boolean;
  /** From this level on an approval has to say what it signs; 10 where it never has to. */
  readonly explicitFrom: number;
  /** Whether a merge makes tags of the versions that it raises. */
  readonly registerVersions: boolean;
  /** For how many days findings that stood before only warn. */
  readonly existingGrace: number;
  /** Checklists of the repository's own, which rules may name beside those of the rule set. */
  readonly checklists: readonly ReferenceChecklist[];
  /** Profiles of the repository's own. */
  readonly profiles: readonly Profile[];
  /** The longest a waiver may last, in days. */
  readonly waiverMaximumDays: number;
  readonly waivers: readonly Waiver[];
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

/** From this level on approvals are explicit, where a policy says nothing. */
export const DEFAULT_EXPLICIT_FROM = 6;

/** What a component has to be to be deployed to an environment. */
export interface EnvironmentPolicy {
  readonly minimumLevel: Level;
  /** Ids of what has to be at the level; undefined where that is every component. */
  readonly components?: readonly string[];
}

/** The level of what is ready to fly; an environment that says no other takes nothing below it. */
export const FLIGHT_READY: Level = 8;

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
  /** What is asked of this component otherwise than of all. */
  readonly rules: ReadonlyMap<string, RuleOverride>;
  readonly place: Place;
}

/** Where a kind of evidence is found. */
export interface EvidencePolicy {
  readonly name: string;
  readonly format:
    | "coverage"
    | CoverageFormat
    | "tests"
    | TestFormat
    | StructuredFormat
    | PresetName;
  readonly files: readonly string[];
  readonly component?: string;
  /** The path of the workflow whose runs deliver it; what is committed does not count then. */
  readonly workflow?: string;
  /** Patterns of the files that set up the tests; the usual ones if not given. */
  readonly settings?: readonly string[];
}

/** Files that tell the usual test runners what to run and what to measure. */
export const TEST_SETTINGS: readonly string[] = [
  "**/{.coveragerc,.nycrc,.nycrc.*,.c8rc,.c8rc.*,codecov.yml,.codecov.yml,.mocharc.*}",
  "**/{pyproject.toml,setup.cfg,tox.ini,noxfile.py,pytest.ini,conftest.py}",
  "**/{jest,vitest,karma,cypress,playwright}.config.*",
  // Both may say what "test" runs.
  "**/{package.json,Makefile}",
  "**/{sonar-project.properties,jacoco.gradle,.gcovr.cfg,gcovr.cfg,tarpaulin.toml}",
];

/** What a policy changes about one rule. */
export interface RuleOverride {
  readonly params: Readonly<Record<string, unknown>>;
  readonly severity?: "blocking" | "advisory" | "off";
  /** No component may ask for less. */
  readonly floor?: boolean;
  /** Nobody grants a waiver of it. */
  readonly waivable?: false;
  /** The role that grants waivers of it. */
  readonly waiverRole?: string;
  readonly place: Place;
}
