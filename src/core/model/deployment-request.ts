import type { RepositoryRef } from "./change.ts";
import type { Level } from "./level.ts";

/** A deployment that GitHub holds until it is answered. */
export interface DeploymentRequest {
  readonly repository: RepositoryRef;
  readonly environment: string;
  /** The commit to be deployed. */
  readonly sha: string;
  /** The branch or tag that the workflow runs for. */
  readonly ref: string;
  /** The run of the workflow that waits. */
  readonly run: number;
}

/** A component at the commit that is to be deployed. */
export interface DeployedLevel {
  readonly component: string;
  readonly level: Level;
}

/** Whether a commit may be deployed to an environment, and why. */
export interface DeploymentVerdict {
  readonly environment: string;
  readonly sha: string;
  /** What stands against it, each in a sentence; none where it may. */
  readonly faults: readonly string[];
  /** The level that was asked for; undefined where the policy asks for none. */
  readonly minimumLevel?: Level;
  readonly levels: readonly DeployedLevel[];
  /** What people should know besides. */
  readonly notes: readonly string[];
}

/** What is said to a deployment that waits. */
export interface DeploymentAnswer {
  readonly state: "approved" | "rejected";
  /** Markdown, in at most 1,024 characters. */
  readonly comment: string;
}
