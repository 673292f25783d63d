import type { MergedRequest } from "../core/model/request.ts";
import type { JobStore } from "../ports/job-store.ts";
import { installationOf } from "./folding-queue.ts";
import { fromHere } from "./job-origin.ts";
import { MERGES } from "./job-queues.ts";

/** Has a merge put on record, once: its webhook tells of it, and so may every look at what was missed. */
export async function addMerge(store: Pick<JobStore, "add">, merged: MergedRequest): Promise<void> {
  const { repository, number, mergeCommit } = merged;
  const id = `${repository.id}#${number}@${mergeCommit}`;
  await store.add(MERGES, { id, group: installationOf(merged), data: fromHere(merged) });
}
