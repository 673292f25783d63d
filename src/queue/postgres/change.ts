import type { Pool } from "pg";
import type { PgBoss } from "pg-boss";

import type { Queue } from "../../ports/job-store.ts";
import { type JobRows, openRows } from "./job-rows.ts";
import { inTransaction } from "./transaction.ts";

/** What a transition of jobs knows while it lasts. */
export interface Scene {
  readonly queue: Queue<unknown>;
  readonly rows: JobRows;
  /** The name that is locked. */
  readonly lock: string;
  /** The database's time: the clocks of replicas differ. */
  readonly now: number;
}

/** Carries steps out in one transaction, in which nobody else changes jobs of the name `lock`. */
export type Change = <Result>(
  queue: Queue<unknown>,
  lock: string,
  steps: (scene: Scene) => Promise<Result>,
) => Promise<Result>;

export function createChange(pool: Pool, boss: PgBoss, schema: string): Change {
  return (queue, lock, steps) =>
    inTransaction(pool, async (client) => {
      const rows = openRows(client, boss, schema, queue.name);
      return steps({ queue, rows, lock, now: await rows.lock(lock) });
    });
}
