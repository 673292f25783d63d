import type { GateRequest, RepositoryRef } from "../core/model/change.ts";
import type { Installations, PullRequests } from "../ports/pull-requests.ts";

/** Finds open pull requests without a verdict of ours: their webhook was lost, or came while we were away. */
export async function sweepRepository(
  repository: RepositoryRef,
  pullRequests: PullRequests,
  isUngated: (baseRef: string) => boolean,
): Promise<GateRequest[]> {
  const open = await pullRequests.open(repository);
  return open
    .filter(({ baseRef, ownChecks }) => ownChecks.length === 0 && !isUngated(baseRef))
    .map(({ number }) => ({ repository, pullRequest: number }));
}

/** Every repository that an App can see, one installation after the other. */
export async function* everyRepository(
  installations: Installations,
): AsyncGenerator<RepositoryRef> {
  for (const id of await installations.ids()) yield* await installations.repositories(id);
}
