import type { RepositoryRef } from "../../../core/model/change.ts";
import type { Swept } from "../../../ports/pull-requests.ts";
import { missedIn, SHOWN_AFTER } from "../../../use-cases/sweep.ts";
import { putJob } from "../queues/folding-queue.ts";
import { QUEUE_LOOKS } from "../queues/merge-queues.ts";
import { addMerge } from "../queues/merges.ts";
import { putGate } from "./put-gate.ts";
import type { Surroundings } from "./surroundings.ts";

/** What sweeping takes. */
export type SweepSurroundings = Pick<
  Surroundings,
  | "clock"
  | "installations"
  | "lookEvery"
  | "memory"
  | "overview"
  | "pullRequests"
  | "queueMemory"
  | "store"
  | "sweepEvery"
  | "sweepMemory"
>;

/** Plans what was missed of a repository; gives whether there was a verdict among it. */
export async function makeUpFor(
  repository: RepositoryRef,
  swept: Swept,
  since: string,
  { store, memory, queueMemory }: SweepSurroundings,
): Promise<boolean> {
  const { id } = repository;
  const numbers = swept.open.map(({ number }) => number);
  const [known, judged] = await Promise.all([memory.of(id), memory.judgedAt(id, numbers)]);
  const { requests, merged } = missedIn(repository, swept, {
    isUngated: (branch) => known.isUngated(branch),
    judged,
    since: lookFrom(since),
  });
  for (const data of requests) await putGate({ store, memory }, { ...data, priority: "later" });
  for (const data of merged) await addMerge(store, data);
  const queued = swept.open.flatMap(({ hasQueue, baseRef }) =>
    hasQueue && known.covers(baseRef) !== false ? [baseRef] : [],
  );
  if (await queueMemory.know(repository, [...new Set(queued)])) {
    await putJob(store, QUEUE_LOOKS, { installation: repository.installation });
  }
  return requests.length > 0;
}

/** From when on to look for what happened since an instant: GitHub shows some of it late. */
export function lookFrom(since: string): string {
  return new Date(Date.parse(since) - SHOWN_AFTER).toISOString();
}

/** So many milliseconds before now, ISO 8601. */
export function ago({ clock }: Pick<SweepSurroundings, "clock">, milliseconds: number): string {
  return new Date(clock.now() - milliseconds).toISOString();
}
