import type { PoolClient } from "pg";
import type { Db, PgBoss } from "pg-boss";

import { dueOf } from "../waiting-job.ts";
import type { Envelope, Run, StoredJob } from "./stored-job.ts";
import { groupOf, inPlace, storedGroup } from "./stored-job.ts";

interface Row {
  readonly id: string;
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
  const columns = `SELECT id, data, priority, group_id FROM ${schema}.job_common`;
  const read = async (condition: string, ...values: readonly unknown[]) => {
    const { rows } = await client.query<Row>(`${columns} WHERE ${condition} FOR UPDATE`, [
      queue,
      ...values,
    ]);
    return rows.map(toStoredJob);
  };

  /** A waiting job is changed; it keeps its place where its time stays the same. */
  const change = async (from: StoredJob, to: StoredJob): Promise<void> => {
    await boss.update(queue, envelopeOf(to), {
      id: from.id,
      group: storedGroup(to.group),
      priority: to.priority,
      ...(dueOf(to) !== dueOf(from) && { startAfter: inPlace(dueOf(to)) }),
      db,
    });
  };
  const remove = async (id: string): Promise<void> => {
    await boss.deleteJob(queue, id, { db });
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
    insert: async (lock: string, job: Omit<StoredJob, "id">): Promise<void> => {
      const row = {
        data: envelopeOf(job),
        singletonKey: lock,
        group: storedGroup(job.group),
        priority: job.priority,
        startAfter: inPlace(dueOf(job)),
      };
      await boss.insert(queue, [row], { db });
    },
    change,
    /** A waiting job takes an older one of its name up. */
    join: async (waiting: StoredJob, joined: StoredJob, older: string): Promise<void> => {
      await remove(older);
      await change(waiting, joined);
    },
    remove,
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

function toStoredJob({ id, data, priority, group_id }: Row): StoredJob {
  return { ...data, id, priority, group: groupOf(group_id) };
}

function envelopeOf({ name, body, tries, wanted, held }: Envelope): Envelope {
  return { name, body, tries, wanted, held };
}
