import type { Change, RepositoryRef } from "./change.ts";
import type { Fact } from "./fact.ts";

/** A commit that a merge queue made and wants judged before the base branch is moved to it. */
export interface MergeGroupRequest {
  readonly repository: RepositoryRef;
  readonly headSha: string;
  /** The ref that it stands on, as the queue named it. */
  readonly headRef: string;
  readonly baseRef: string;
  /** The commit that the queue made it on; undefined where an event does not tell. */
  readonly baseSha?: string;
  /** The queue has thrown the group away: nobody waits for a verdict. */
  readonly destroyed?: true;
  /** Somebody pressed re-run: the verdict is written again though nothing changed. */
  readonly rewrite?: true;
}

/** A branch that a merge queue merges into. */
export interface MergeQueueRef {
  readonly repository: RepositoryRef;
  readonly branch: string;
}

/** A pull request in a group: what the branch is before it and after it, in the order of the queue. */
export interface GroupStep {
  readonly pullRequest: number;
  readonly base: string;
  readonly head: string;
  /** The pull request's own head, where the queue's commit is a merge that names it. */
  readonly merged?: string;
}

/** A group as GitHub tells it. */
export interface MergeGroup {
  /** The whole group as a change of nobody's: what its policy and its checks are found by. */
  readonly change: Change;
  /** Unavailable where it cannot be told which pull requests are in it. */
  readonly steps: Fact<readonly GroupStep[]>;
}

/** What a queue calls the branch of a group: no contract of GitHub's, so it is only held against the rest. */
const GROUP_REF = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-([1-9]\d*)-([0-9a-f]{40})$/;

/** The branch and the last pull request of a group, as its ref names them; undefined where it has another form. */
export function parseGroupRef(
  ref: string,
): { readonly branch: string; readonly pullRequest: number } | undefined {
  const [, branch, number] = GROUP_REF.exec(ref) ?? [];
  return branch === undefined ? undefined : { branch, pullRequest: Number(number) };
}
