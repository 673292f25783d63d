import type { GateRequest, RepositoryRef } from "../core/model/change.ts";
import type { MergeGroupRequest } from "../core/model/merge-group.ts";
import type { MergedRequest } from "../core/model/request.ts";
import type { LookedQueue, Standing } from "../ports/overview.ts";
import type { OpenPullRequest, Swept } from "../ports/pull-requests.ts";

/** What is remembered of earlier verdicts and looks; without it more is asked again. */
export interface Remembered {
  isUngated(baseRef: string): boolean;
  /** When pull requests were last judged, ISO 8601, though nothing was written. */
  readonly judged: ReadonlyMap<number, string>;
  /** Since when merges may have been missed, ISO 8601. */
  readonly since: string;
}

/** What a sweep found to do. */
export interface Missed {
  readonly requests: readonly GateRequest[];
  /** Merges that may not be on record yet, in the order in which they came. */
  readonly merged: readonly MergedRequest[];
}

/**
 * What has to be done because a webhook was lost, or came while we were away: open pull requests without a
 * verdict of ours, or with one from before something happened to them, and merges to gated branches. Where
 * nothing is kept under `.mltrl` no merge is of interest.
 */
export function missedIn(
  repository: RepositoryRef,
  { open, merged, hasRecords }: Swept,
  remembered: Remembered,
): Missed {
  return {
    requests: open
      .filter((each) => !remembered.isUngated(each.baseRef) && mayBeOutdated(each, remembered))
      .map(({ number }) => ({ repository, pullRequest: number })),
    merged: merged
      .filter(({ mergedAt }) => hasRecords && Date.parse(mergedAt) >= Date.parse(remembered.since))
      .filter(({ baseRef }) => !remembered.isUngated(baseRef))
      .toSorted((a, b) => (a.mergedAt < b.mergedAt ? -1 : 1))
      .map(({ number, mergeCommit, mergedAt, mergedBy }) => ({
        repository,
        number,
        mergeCommit,
        mergedAt,
        ...(mergedBy !== undefined && { mergedBy }),
      })),
  };
}

/** Nothing was missed in a repository when it was looked at. */
export interface Settled {
  /** Server time of the look, ISO 8601. */
  readonly at: string;
  /** What a check might cover it by then. */
  readonly basis: string;
}

/** GitHub may show what happened so many milliseconds late. */
export const SHOWN_AFTER = 10 * 60_000;

/** Whether pull requests of a repository have to be looked at one by one. */
export function isWorthALook(
  { basis, hasRecords, open, touchedAt, mergedAt }: Standing,
  settled: Settled | undefined,
  since: string,
): boolean {
  if (basis === undefined) return false;
  if (hasRecords && mergedAt !== undefined && Date.parse(mergedAt) >= Date.parse(since)) return true; // prettier-ignore
  if (open === 0 || touchedAt === undefined) return false;
  return (
    settled === undefined ||
    settled.basis !== basis ||
    Date.parse(touchedAt) + SHOWN_AFTER >= Date.parse(settled.at)
  );
}

/** A merge group that is older than this has been told of, or never will be, in milliseconds. */
const TOLD_WITHIN = 60_000;

/**
 * Groups that a queue may wait for because a webhook was lost. One that was made a moment ago is being
 * judged: to judge it a second time would be for nothing, and the first verdict may have had it merged.
 */
export function untoldGroups({ queue, groups = [], now }: LookedQueue): MergeGroupRequest[] {
  return groups
    .filter(({ madeAt }) => Date.parse(madeAt) + TOLD_WITHIN <= Date.parse(now))
    .map(({ headSha, headRef }) => ({
      repository: queue.repository,
      headSha,
      headRef,
      baseRef: queue.branch,
    }));
}

/** GitHub's times have whole seconds: what happened in the second of the verdict may have come after it. */
function mayBeOutdated(
  { number, updatedAt, judgedAt }: OpenPullRequest,
  { judged }: Remembered,
): boolean {
  if (judgedAt === undefined) return true;
  // The run was written after everything was read: what we remember is more exact.
  const looked = judged.get(number) ?? judgedAt;
  return Date.parse(looked) < Date.parse(updatedAt) + 1000;
}
