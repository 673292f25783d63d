/** A commit that a branch took in, with the pull requests that brought it there by GitHub's word. */
export interface LandedCommit {
  readonly id: string;
  /** The commit that the branch stood on before; undefined for a first commit. */
  readonly parent?: string;
  readonly pullRequests: readonly LandedPullRequest[];
}

interface LandedPullRequest {
  readonly number: number;
  readonly merged: boolean;
  readonly baseRef: string;
  /** What our checks on its head ended with. */
  readonly conclusions: readonly string[];
}

/** A commit that no pull request with a passing verdict brought. */
export interface UnjudgedCommit {
  readonly id: string;
  /** The pull request that brought it past its verdict, where one did. */
  readonly pullRequest?: number;
}
