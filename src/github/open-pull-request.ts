import type { OpenPullRequest } from "../ports/pull-requests.ts";
import type { PageInfo } from "./evaluation-answer.ts";

/** A page of open pull requests, with when our runs on their heads were completed. */
export interface OpenPage {
  readonly pageInfo: PageInfo;
  readonly nodes: readonly OpenAnswer[];
}

export interface OpenAnswer {
  readonly number: number;
  readonly baseRefName: string;
  readonly headRefOid: string;
  readonly updatedAt: string;
  readonly mergeQueue: { readonly id: string } | null;
  readonly commits: { readonly nodes: readonly { readonly commit: SuitesAnswer }[] };
}

interface SuitesAnswer {
  readonly checkSuites: {
    readonly nodes: readonly {
      readonly checkRuns: {
        readonly nodes: readonly { readonly completedAt: string | null }[];
      } | null;
    }[];
  } | null;
}

/** An open pull request as it is listed. */
export function openPullRequest({
  number,
  baseRefName,
  headRefOid,
  updatedAt,
  mergeQueue,
  commits,
}: OpenAnswer): OpenPullRequest {
  const completed = commits.nodes
    .flatMap(({ commit }) => commit.checkSuites?.nodes ?? [])
    .flatMap(({ checkRuns }) => checkRuns?.nodes ?? [])
    .flatMap(({ completedAt }) => completedAt ?? []);
  return {
    number,
    baseRef: baseRefName,
    headSha: headRefOid,
    hasQueue: mergeQueue !== null,
    updatedAt,
    judgedAt: completed.toSorted().at(-1),
  };
}
