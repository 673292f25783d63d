import type { MergedRequest } from "../../../core/model/request.ts";
import type { JobStore, Queue } from "../../../ports/job-store.ts";
import { installationOf } from "./folding-queue.ts";
import { fromHere } from "./job-origin.ts";

/** Merges, each known by its pull request and its commit. */
export const MERGES: Queue<MergedRequest> = { name: "merges" };

/** Has a merge put on record, once: its webhook tells of it, and so may every look at what was missed. */
export async function addMerge(store: Pick<JobStore, "add">, merged: MergedRequest): Promise<void> {
  const { repository, number, mergeCommit } = merged;
  const id = `${repository.id}#${number}@${mergeCommit}`;
  await store.add(MERGES, { id, group: installationOf(merged), data: fromHere(merged) });
}
