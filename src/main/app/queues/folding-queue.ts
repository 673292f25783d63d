import type { RepositoryRef } from "../../../core/model/change.ts";
import { type Priority, rankOf } from "../../../core/model/priority.ts";
import type { JobStore, Queue } from "../../../ports/job-store.ts";
import { fromHere } from "./job-origin.ts";

/** A queue whose jobs fold: of those about the same thing one waits at most. */
export interface FoldingQueue<Data> extends Queue<Data> {
  /** What a job is about: by ids, because names change. */
  keyOf(data: Data): string;
  /** Who shares the workers evenly with the others: the installation. */
  groupOf(data: Data): string | undefined;
  /** How urgent it is beside others of its group; `usual` where nothing says so. */
  priorityOf?(data: Data): Priority | undefined;
}

/** Asks that a job be run, after an instant where one is given. */
export function putJob<Data>(
  store: Pick<JobStore, "put">,
  queue: FoldingQueue<Data>,
  data: Data,
  notBefore?: number,
): Promise<void> {
  const [key, group] = [queue.keyOf(data), queue.groupOf(data)];
  const priority = queue.priorityOf?.(data);
  const rank = priority && rankOf(priority);
  return store.put(queue, { key, group, data: fromHere(data), notBefore, priority: rank });
}

/** The installation of the repository that a job is about. */
export function installationOf({ repository }: { readonly repository: RepositoryRef }): string {
  return String(repository.installation);
}

/** The repository that a job is about: for queues with one job of each. */
export function repositoryOf({ repository }: { readonly repository: RepositoryRef }): string {
  return String(repository.id);
}
