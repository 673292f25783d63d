import type { Conclusion } from "./conclusion.ts";
import type { Finding } from "./finding.ts";
import type { Hotfix } from "./hotfix.ts";
import type { Level } from "./level.ts";
import type { CoupledComponent } from "./obligation.ts";
import type { PolicyEditDecision } from "./policy-edit.ts";
import type { Problem } from "./problem.ts";
import type { Requirement } from "./requirements.ts";
import type { Movement } from "./step.ts";

/** The verdict on a pull request: every output is a function of it. */
export interface Decision {
  readonly checks: readonly CheckDecision[];
  readonly components: readonly ComponentDecision[];
  /** Components the pull request does not touch. */
  readonly unaffected: readonly string[];
  /** Why nothing could be judged: problems of the policy, each with its place. */
  readonly problems: readonly Problem[];
  /** Why nothing could be judged although the policy is fine: GitHub's doing or ours, and tried again. */
  readonly unavailable?: string;
  /** What the pull request does to the policy, where it edits it. */
  readonly policyEdit?: PolicyEditDecision;
  /** Things people should know that are not findings. */
  readonly notices: readonly string[];
  readonly validUntil?: string;
  readonly provenance: Provenance;
}

export interface CheckDecision {
  /** As GitHub shows it, `mltrl/main`. */
  readonly name: string;
  readonly enforcement: "observe" | "warn" | "block";
  readonly conclusion: Conclusion;
  /** Ids of the components this check judged. */
  readonly components: readonly string[];
  /** Findings of the check itself, such as a minimum level that is not reached. */
  readonly findings: readonly (Finding & { readonly component: string })[];
  /** Findings that have grace elsewhere block here. */
  readonly strict?: boolean;
  /** Merged hotfixes whose panel has yet to meet, each with its last day: afterwards this check is red. */
  readonly owed?: readonly { readonly component: string; readonly until: string }[];
}

export interface ComponentDecision {
  readonly id: string;
  /** Set of what is no component and stands among them: files that none owns, the policy itself. */
  readonly aside?: true;
  readonly movement: Movement;
  /** The level on the base branch, or the head's for a new component. */
  readonly level: Level;
  /** The level a pull request asks for, where it changes. */
  readonly target?: Level;
  readonly conclusion: Conclusion;
  readonly findings: readonly Finding[];
  /** What a reviewer signs: component, step and content. */
  readonly digest?: string;
  /** Of a component that rises: what its risk matrix shows. */
  readonly requirements?: readonly Requirement[];
  /** What stands in for the panel in this pull request. */
  readonly hotfix?: Hotfix;
  /** Components that its card names as coupled; those without a level are not of this repository. */
  readonly coupled?: readonly CoupledComponent[];
  /** Of one that leaves: the ids as which it goes on. */
  readonly heirs?: readonly string[];
}

/** Small print: what the verdict rests on. */
export interface Provenance {
  readonly policy: string;
  readonly ladder: string;
  readonly version: string;
  readonly base: string;
  readonly head: string;
}
