import type { GateRequest } from "../../../core/model/change.ts";
import type { JobStore } from "../../../ports/job-store.ts";
import { putJob } from "../queues/folding-queue.ts";
import { GATES } from "../queues/gates.ts";
import type { Waited } from "../queues/waited.ts";
import type { RepositoryMemory } from "../memory/repository-memory.ts";

/**
 * Asks for a verdict on a pull request, after an instant where one is given. One into a branch that is
 * released from goes before others.
 */
export async function putGate(
  { store, memory }: PutGate,
  data: Waited<GateRequest>,
  notBefore?: number,
): Promise<void> {
  const isForRelease = await memory.isForRelease(data.repository.id, data.pullRequest);
  await putJob(store, GATES, isForRelease ? { ...data, priority: "release" } : data, notBefore);
}

interface PutGate {
  readonly store: Pick<JobStore, "put">;
  readonly memory: Pick<RepositoryMemory, "isForRelease">;
}
