import type { GateRequest, RepositoryRef } from "../core/model/change.ts";
import type { OpenPullRequest, PullRequests } from "../ports/pull-requests.ts";

/** What is remembered of earlier verdicts; without it more is asked again. */
export interface Remembered {
  isUngated(baseRef: string): boolean;
  /** When a pull request was last judged, ISO 8601, though nothing was written. */
  judgedAt(pullRequest: number): string | undefined;
}

/**
 * Finds open pull requests without a verdict of ours, or with one from before something happened to
 * them: a webhook was lost, or came while we were away.
 */
export async function sweepRepository(
  repository: RepositoryRef,
  pullRequests: PullRequests,
  remembered: Remembered,
): Promise<GateRequest[]> {
  const open = await pullRequests.open(repository);
  return open
    .filter((each) => !remembered.isUngated(each.baseRef) && mayBeOutdated(each, remembered))
    .map(({ number }) => ({ repository, pullRequest: number }));
}

/** GitHub's times have whole seconds: what happened in the second of the verdict may have come after it. */
function mayBeOutdated(
  { number, updatedAt, judgedAt }: OpenPullRequest,
  remembered: Remembered,
): boolean {
  if (judgedAt === undefined) return true;
  // The run was written after everything was read: what we remember is more exact.
  const looked = remembered.judgedAt(number) ?? judgedAt;
  return Date.parse(looked) < Date.parse(updatedAt) + 1000;
}
