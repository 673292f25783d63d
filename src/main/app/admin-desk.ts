import type { RepositoryRef } from "../../core/model/change.ts";
import type { DeadLetter, JobStore, Queue } from "../../ports/job-store.ts";
import { putJob } from "./queues/folding-queue.ts";
import { REPOSITORIES } from "./queues/repositories.ts";
import type { RepositoryMemory } from "./memory/repository-memory.ts";

/** A job that failed for good, with the queue that it was in. */
export interface BuriedJob extends DeadLetter {
  readonly queue: string;
}

/** What somebody who runs the App may have it do. */
export interface AdminDesk {
  /** Jobs that failed for good, the latest first; of each queue the last hundred. */
  dead(): Promise<readonly BuriedJob[]>;
  /** Runs one again, with all its tries. False where there is none of this id. */
  redrive(deadId: string): Promise<boolean>;
  /** Gives one up. False where there is none of this id. */
  discard(deadId: string): Promise<boolean>;
  /** Has every open pull request of a repository judged again. False where the App is not installed on it. */
  rejudge(owner: string, name: string): Promise<boolean>;
}

export interface AdminDeskOptions {
  readonly store: Pick<JobStore, "dead" | "retry" | "discard" | "put">;
  readonly queues: readonly Queue<unknown>[];
  readonly memory: Pick<RepositoryMemory, "forgetUngated">;
  /** Undefined where the App is not installed on it. */
  readonly find: (owner: string, name: string) => Promise<RepositoryRef | undefined>;
}

export function createAdminDesk({ store, queues, memory, find }: AdminDeskOptions): AdminDesk {
  return {
    async dead() {
      const all = await Promise.all(
        queues.map(async (queue) =>
          (await store.dead(queue)).map((letter) => ({ ...letter, queue: queue.name })),
        ),
      );
      return all.flat().toSorted((a, b) => b.at - a.at);
    },
    redrive: (deadId) => store.retry(deadId),
    discard: (deadId) => store.discard(deadId),
    async rejudge(owner, name) {
      const repository = await find(owner, name);
      if (repository === undefined) return false;
      await memory.forgetUngated(repository.id);
      await putJob(store, REPOSITORIES, { repository, which: "all" });
      return true;
    },
  };
}
