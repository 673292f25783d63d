import type { MergedPullRequest } from "../ports/pull-requests.ts";
import type { PageInfo } from "./evaluation-answer.ts";

/** A merged pull request as it is listed. */
export interface MergedAnswer {
  readonly number: number;
  readonly baseRefName: string;
  readonly updatedAt: string;
  readonly mergedAt: string | null;
  readonly mergedBy: { readonly login: string } | null;
  readonly mergeCommit: { readonly oid: string } | null;
}

/** A page of them, those touched last first. */
export interface MergedPage {
  readonly pageInfo: PageInfo;
  readonly nodes: readonly MergedAnswer[];
}

/** What a merge left; nothing where GitHub does not say. */
export function mergedPullRequest(answer: MergedAnswer): MergedPullRequest[] {
  const { number, baseRefName, mergedAt, mergedBy, mergeCommit } = answer;
  if (mergedAt === null || mergeCommit === null) return [];
  return [
    {
      number,
      baseRef: baseRefName,
      mergedAt,
      mergeCommit: mergeCommit.oid,
      ...(mergedBy !== null && { mergedBy: mergedBy.login }),
    },
  ];
}

/** Whether the default branch keeps a folder `.mltrl`, and which. */
export interface KeepsRecords {
  readonly defaultBranchRef: {
    readonly target: { readonly records?: { readonly oid: string } | null };
  } | null;
}

/** Whether its default branch holds any record. */
export function keepsRecords(answer: KeepsRecords | null): boolean {
  return Boolean(answer?.defaultBranchRef?.target.records);
}
