import type { PoolClient } from "pg";
import type { Db, PgBoss } from "pg-boss";

import type { Envelope, Run } from "./stored-job.ts";
import { groupOf, inPlace, storedGroup } from "./stored-job.ts";

/** A job as it stands in its row. */
export interface StoredJob {
  readonly id: string;
  readonly state: "created" | "retry" | "active" | "failed";
  readonly attempt: number;
  readonly envelope: Envelope;
  readonly priority: number;
  readonly group: string | undefined;
}

interface Row {
  readonly id: string;
  readonly state: StoredJob["state"];
  readonly retry_count: number;
  readonly data: Envelope;
  readonly priority: number;
  readonly group_id: string;
}

/** Of the jobs of a queue the one that waits under the lock `$2`, as pg-boss's index has it. */
export const WAITING = `policy = 'stately' AND state IN ('created', 'retry')
  AND coalesce(singleton_key, '') = $2`;

export type JobRows = ReturnType<typeof openRows>;

/** The jobs of one name in one queue, for as long as the transaction lasts. */
export function openRows(client: PoolClient, boss: PgBoss, schema: string, queue: string) {
  const db: Db = { executeSql: (text, values) => client.query(text, values ?? []) };
  const columns = `SELECT id, state, retry_count, data, priority, group_id FROM ${schema}.job_common`;
  const read = async (condition: string, ...values: readonly unknown[]) => {
    const { rows } = await client.query<Row>(`${columns} WHERE ${condition} FOR UPDATE`, [
      queue,
      ...values,
    ]);
    return rows.map(toStoredJob);
  };

  return {
    /** Lets nobody else change jobs of this name; the database's time in milliseconds. */
    lock: async (name: string): Promise<number> => {
      const { rows } = await client.query<{ readonly now: number }>(
        `SELECT pg_advisory_xact_lock(hashtextextended($1, 0)),
           (extract(epoch FROM ${schema}.job_now()) * 1000)::float8 AS now`,
        [`${schema} ${queue} ${name}`],
      );
      return rows[0]?.now ?? 0;
    },
    /** The job of the name that waits. */
    waiting: async (name: string): Promise<StoredJob | undefined> => {
      const [found] = await read(`name = $1 AND ${WAITING}`, name);
      return found;
    },
    /** The job of a run, where that is still the current one. */
    running: async ({ id, attempt }: Run): Promise<StoredJob | undefined> => {
      const condition = "name = $1 AND id = $2 AND state = 'active' AND retry_count = $3";
      const [found] = await read(condition, id, attempt);
      return found;
    },
    /** As `running`, where nobody has heard of the run for so many milliseconds. */
    silent: async ({ id, attempt }: Run, lease: number): Promise<StoredJob | undefined> => {
      const [found] = await read(
        `name = $1 AND id = $2 AND state = 'active' AND retry_count = $3
         AND heartbeat_on <= ${schema}.job_now() - $4 * interval '1 ms'`,
        id,
        attempt,
        lease,
      );
      return found;
    },
    dead: async (id: string): Promise<StoredJob | undefined> => {
      const [found] = await read("name = $1 AND id = $2 AND state = 'failed'", id);
      return found;
    },
    insert: async (
      lock: string,
      envelope: Envelope,
      { group, priority }: Pick<StoredJob, "group" | "priority">,
    ): Promise<void> => {
      const startAfter = inPlace(dueOf(envelope));
      const job = {
        data: envelope,
        singletonKey: lock,
        group: storedGroup(group),
        priority,
        startAfter,
      };
      await boss.insert(queue, [job], { db });
    },
    /** A waiting job is changed; it keeps its place where its time stays the same. */
    change: async (
      id: string,
      envelope: Envelope,
      {
        group,
        priority,
        moved,
      }: Pick<StoredJob, "group" | "priority"> & { readonly moved: boolean },
    ): Promise<void> => {
      await boss.update(queue, envelope, {
        id,
        group: storedGroup(group),
        priority,
        ...(moved && { startAfter: inPlace(dueOf(envelope)) }),
        db,
      });
    },
    remove: async (id: string): Promise<void> => {
      await boss.deleteJob(queue, id, { db });
    },
    /** An active job becomes a dead letter. */
    bury: async (id: string, error: string, tries: number): Promise<void> => {
      await boss.fail(queue, id, { error, tries }, { db });
    },
    /** A dead letter waits again, as another run than those before. */
    revive: async (id: string): Promise<void> => {
      await boss.retry(queue, id, { db });
    },
  };
}

/** When a job is due, whatever wants it and whatever holds it. */
export function dueOf({ wanted, held }: Pick<Envelope, "wanted" | "held">): number {
  return Math.max(wanted, held);
}

function toStoredJob({ id, state, retry_count, data, priority, group_id }: Row): StoredJob {
  return {
    id,
    state,
    attempt: retry_count,
    envelope: data,
    priority,
    group: groupOf(group_id),
  };
}
