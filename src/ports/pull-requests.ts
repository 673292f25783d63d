import type { RepositoryRef } from "../core/model/change.ts";
import type { RunBranch } from "../core/model/ci-report.ts";

/** An open pull request with what it takes to tell whether it has a verdict. */
export interface OpenPullRequest {
  readonly number: number;
  readonly baseRef: string;
  readonly headSha: string;
  /** Whether its base branch is merged into by a queue, as far as the App may see that. */
  readonly hasQueue: boolean;
  /** When something last happened to it, ISO 8601. */
  readonly updatedAt: string;
  /** When the last of our check runs on its head was completed; undefined where none is. */
  readonly judgedAt: string | undefined;
}

/** A pull request that was merged. */
export interface MergedPullRequest {
  readonly number: number;
  readonly baseRef: string;
  readonly mergeCommit: string;
  /** ISO 8601. */
  readonly mergedAt: string;
  readonly mergedBy?: string;
}

/** What a repository holds of which events may have been lost. */
export interface Swept {
  readonly open: readonly OpenPullRequest[];
  readonly merged: readonly MergedPullRequest[];
  /** Whether the default branch has a folder `.mltrl`. */
  readonly hasRecords: boolean;
  /** Server time, ISO 8601, at which it was looked. */
  readonly now: string;
}

/** What can be asked of all pull requests of a repository. */
export interface PullRequests {
  /** Open ones, to one branch if it is given. */
  open(repository: RepositoryRef, baseRef?: string): Promise<readonly OpenPullRequest[]>;
  /** Open ones, and those that were merged since an instant (ISO 8601); earlier ones may be among them. */
  look(repository: RepositoryRef, since: string): Promise<Swept>;
  /** Numbers of the open ones whose head is this commit, and of those of a branch that have moved on from it. */
  withHead(repository: RepositoryRef, sha: string, branch?: RunBranch): Promise<readonly number[]>;
}
