import type { Change } from "./change.ts";
import type { Deployment } from "./card.ts";
import type { Conclusion } from "./conclusion.ts";
import type { Finding } from "./finding.ts";
import type { Level } from "./level.ts";

/** The state of a branch that is looked at. */
export interface BranchState
  extends Pick<Change, "organization">, Partial<Pick<Change, "codeOwners">> {
  readonly branch: string;
  /** Its tip, or the tree that its next commit will have. */
  readonly commit: string;
  /** Server time, ISO 8601. */
  readonly now: string;
}

/** A version that runs somewhere, with what its rules came to. */
export interface DeployedVersion {
  readonly deployment: Deployment;
  /** The commit of its tag; undefined where that is not known. */
  readonly commit?: string;
  /** The highest level that the entry or the card at the tag claims; below 9 it is a trial. */
  readonly level: Level;
  readonly findings: readonly Finding[];
}

/** A component of which something runs. */
export interface DeployedComponent {
  readonly id: string;
  /** The level of its card on the branch; what runs may stand higher. */
  readonly level: Level;
  /** Whom its card names as owners. */
  readonly owners: readonly string[];
  readonly conclusion: Conclusion;
  readonly versions: readonly DeployedVersion[];
}

/** How everything that runs stands, whatever the branch is at. */
export interface DeployedReport {
  readonly branch: string;
  /** The branch's tip, or the tree of a work tree. */
  readonly commit: string;
  readonly components: readonly DeployedComponent[];
  /** Components whose card cannot be read, so that nothing is known of what runs, each with the reason. */
  readonly unreadable: ReadonlyMap<string, string>;
  readonly notices: readonly string[];
  /** The next instant (ISO 8601) at which a finding changes by itself. */
  readonly validUntil?: string;
  readonly ladder: string;
  readonly version: string;
}

/** The level of what is in use; below it a deployment is a trial. */
export const IN_PRODUCTION = 9;
