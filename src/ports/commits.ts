import type { CheckRun } from "../core/model/change.ts";
import type { Fact } from "../core/model/fact.ts";

/** A pull request that a commit is part of, whatever has become of it. */
export interface CarryingPullRequest {
  readonly number: number;
  readonly headSha: string;
  /** Where it was merged. */
  readonly landed?: { readonly mergeCommit: string; readonly mergedAt: string };
}

/** A commit that checks of ours stand on. */
export interface JudgedCommit {
  readonly sha: string;
  /** When it was committed, ISO 8601, as its author's clock said. */
  readonly date: string;
  readonly archived: boolean;
  readonly checkRuns: Fact<readonly CheckRun[]>;
  readonly pullRequests: readonly CarryingPullRequest[];
}

/** What can be asked of single commits of a repository. */
export interface Commits {
  read(sha: string): Promise<Fact<JudgedCommit>>;
}
