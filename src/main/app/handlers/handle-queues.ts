import type { MergeGroupRequest, MergeQueueRef } from "../../../core/model/merge-group.ts";
import type { Handler } from "../../../ports/job-store.ts";
import { untoldGroups } from "../../../use-cases/sweep.ts";
import { putJob } from "../queues/folding-queue.ts";
import { GROUPS } from "../queues/merge-groups.ts";
import type { QueuesJob } from "../queues/merge-queues.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * Finds out which merge groups wait for a verdict that nobody was asked for: the queue would wait for it
 * until its time is over, and everybody behind it too.
 */
export function handleQueues({
  store,
  memory,
  queueMemory,
  overview,
}: Pick<Surroundings, "store" | "memory" | "queueMemory" | "overview">): Handler<QueuesJob> {
  const isCovered = async ({ repository, branch }: MergeQueueRef): Promise<boolean> => {
    const known = await memory.of(repository.id);
    return known.covers(branch) !== false;
  };
  /** It has its end, or waits for something: what waits comes again by itself. */
  const isCaredFor = async (group: MergeGroupRequest): Promise<boolean> =>
    (await queueMemory.isDone(group)) ||
    (await store.waiting(GROUPS, GROUPS.keyOf(group))) !== undefined;
  return async ({ data: { installation } }) => {
    const queues: MergeQueueRef[] = [];
    for (const queue of await queueMemory.of(installation)) {
      if (await isCovered(queue)) queues.push(queue);
    }
    for (const looked of await overview.queues(queues)) {
      if (looked.groups === undefined) await queueMemory.forget(looked.queue);
      for (const group of untoldGroups(looked)) {
        if (!(await isCaredFor(group))) await putJob(store, GROUPS, group);
      }
    }
  };
}
