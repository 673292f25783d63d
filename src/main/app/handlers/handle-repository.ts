import type { Handler } from "../../../ports/job-store.ts";
import type { RepositoryJob } from "../queues/repositories.ts";
import { MISSED_AT_MOST } from "../queues/sweeps.ts";
import { ago, lookFrom, makeUpFor, type SweepSurroundings } from "./make-up-for.ts";
import { putGate } from "./put-gate.ts";

/** Finds the open pull requests of a repository that have to be judged, or what was missed of it. */
export function handleRepository(surroundings: SweepSurroundings): Handler<RepositoryJob> {
  const { pullRequests } = surroundings;
  return async ({ data: { repository, baseRef, which, since, priority } }) => {
    if (which === "missing") {
      const from = since ?? ago(surroundings, MISSED_AT_MOST);
      const swept = await pullRequests.look(repository, lookFrom(from));
      await makeUpFor(repository, swept, from, surroundings);
      return;
    }
    for (const { number } of await pullRequests.open(repository, baseRef)) {
      const request = { repository, pullRequest: number, ...(priority && { priority }) };
      await putGate(surroundings, request);
    }
  };
}
