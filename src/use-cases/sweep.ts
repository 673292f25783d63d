import type { GateRequest, RepositoryRef } from "../core/model/change.ts";
import type { MergedRequest } from "../core/model/request.ts";
import type { OpenPullRequest, PullRequests } from "../ports/pull-requests.ts";

/** What is remembered of earlier verdicts and looks; without it more is asked again. */
export interface Remembered {
  isUngated(baseRef: string): boolean;
  /** When pull requests were last judged, ISO 8601, though nothing was written. */
  judgedAt(pullRequests: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Since when merges may have been missed, ISO 8601. */
  readonly since: string;
}

/** What a sweep found to do. */
export interface Missed {
  readonly requests: readonly GateRequest[];
  /** Merges that may not be on record yet, in the order in which they came. */
  readonly merged: readonly MergedRequest[];
  /** When it was looked, ISO 8601. */
  readonly now: string;
}

/**
 * Finds what has to be done because a webhook was lost, or came while we were away: open pull requests
 * without a verdict of ours, or with one from before something happened to them, and merges to gated
 * branches. Where nothing is kept under `.mltrl` no merge is of interest.
 */
export async function sweepRepository(
  repository: RepositoryRef,
  pullRequests: PullRequests,
  remembered: Remembered,
): Promise<Missed> {
  const { open, merged, hasRecords, now } = await pullRequests.look(repository, remembered.since);
  const judged = await remembered.judgedAt(open.map(({ number }) => number));
  return {
    requests: open
      .filter((each) => !remembered.isUngated(each.baseRef) && mayBeOutdated(each, judged))
      .map(({ number }) => ({ repository, pullRequest: number })),
    merged: merged
      .filter(({ mergedAt }) => hasRecords && mergedAt >= remembered.since)
      .filter(({ baseRef }) => !remembered.isUngated(baseRef))
      .toSorted((a, b) => (a.mergedAt < b.mergedAt ? -1 : 1))
      .map(({ number, mergeCommit, mergedAt, mergedBy }) => ({
        repository,
        number,
        mergeCommit,
        mergedAt,
        ...(mergedBy !== undefined && { mergedBy }),
      })),
    now,
  };
}

/** GitHub's times have whole seconds: what happened in the second of the verdict may have come after it. */
function mayBeOutdated(
  { number, updatedAt, judgedAt }: OpenPullRequest,
  judged: ReadonlyMap<number, string>,
): boolean {
  if (judgedAt === undefined) return true;
  // The run was written after everything was read: what we remember is more exact.
  const looked = judged.get(number) ?? judgedAt;
  return Date.parse(looked) < Date.parse(updatedAt) + 1000;
}
