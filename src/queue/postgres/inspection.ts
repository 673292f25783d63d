import type { Pool } from "pg";

import type { DeadLetter, QueueCounts } from "../../ports/job-store.ts";
import { DEAD_SHOWN, FORGOTTEN_AT_ONCE, REMEMBERED } from "../retention.ts";
import { WAITING } from "./job-rows.ts";
import type { Envelope, Run } from "./stored-job.ts";
import { groupOf, nameOf } from "./stored-job.ts";

/** A dead letter's row; its error and tries are where `bury` puts them. */
interface DeadRow {
  readonly id: string;
  readonly name: string;
  readonly data: Envelope;
  readonly group_id: string;
  readonly output: { readonly error: string; readonly tries: number };
  readonly at: number;
}

/** What is seen from outside of jobs, and what an operator clears away. */
export function createInspection(pool: Pool, schema: string) {
  const jobs = `${schema}.job_common`;
  /** Runs a statement that deals with a part until there is nothing more, so that others get their turn. */
  const inParts = async (statement: string, values: readonly unknown[]): Promise<void> => {
    let changed: number | null;
    do ({ rowCount: changed } = await pool.query(statement, [...values]));
    while (changed === FORGOTTEN_AT_ONCE);
  };

  return {
    counts: async (): Promise<readonly QueueCounts[]> => {
      const { rows } = await pool.query<QueueCounts>(
        `SELECT name AS queue,
           count(*) FILTER (WHERE state < 'active' AND start_after <= now)::int AS due,
           count(*) FILTER (WHERE state < 'active' AND start_after > now)::int AS later,
           count(*) FILTER (WHERE state = 'active')::int AS active,
           count(*) FILTER (WHERE state = 'failed')::int AS dead,
           coalesce(${milliseconds(
             "now - min(start_after) FILTER (WHERE state < 'active' AND start_after <= now)",
           )}, 0) AS age
         FROM ${jobs}, (SELECT ${schema}.job_now() AS now) AS clock
         WHERE state <> 'completed' GROUP BY name, now ORDER BY name`,
      );
      return rows;
    },

    /** The body of the job that waits under a lock. */
    waiting: async (queue: string, lock: string): Promise<string | undefined> => {
      const { rows } = await pool.query<Pick<DeadRow, "data">>(
        `SELECT data FROM ${jobs} WHERE name = $1 AND ${WAITING}`,
        [queue, lock],
      );
      return rows[0]?.data.body;
    },

    dead: async (queue: string): Promise<readonly DeadLetter[]> => {
      const { rows } = await pool.query<DeadRow>(
        `SELECT id, name, data, group_id, output, ${milliseconds("completed_on")} AS at
         FROM ${jobs} WHERE name = $1 AND state = 'failed'
         ORDER BY completed_on DESC LIMIT ${DEAD_SHOWN}`,
        [queue],
      );
      return rows.map(({ id, name, data, group_id, output, at }) => ({
        deadId: `${name}/${id}`,
        ...nameOf(data),
        group: groupOf(group_id),
        error: output.error,
        tries: output.tries,
        at,
      }));
    },

    /** Where a dead letter stands; undefined where there is none of this id. */
    find: async (
      deadId: string,
    ): Promise<(Pick<Run, "id" | "lock"> & { readonly queue: string }) | undefined> => {
      const [, queue, id] = /^(.+)\/([0-9a-f-]{36})$/.exec(deadId) ?? [];
      if (queue === undefined || id === undefined) return undefined;
      const { rows } = await pool.query<{ readonly lock: string }>(
        `SELECT singleton_key AS lock FROM ${jobs}
         WHERE name = $1 AND id = $2 AND state = 'failed'`,
        [queue, id],
      );
      return rows[0] && { queue, id, lock: rows[0].lock };
    },

    forget: async (before: number): Promise<void> => {
      const instant = new Date(before);
      // Of what is done only the id is needed any more.
      await inParts(
        `UPDATE ${jobs} SET data = NULL WHERE (name, id) IN (SELECT name, id FROM ${jobs}
           WHERE state = 'completed' AND data IS NOT NULL LIMIT ${FORGOTTEN_AT_ONCE})`,
        [],
      );
      await inParts(
        `DELETE FROM ${jobs} WHERE (name, id) IN (SELECT name, id FROM ${jobs}
           WHERE state = 'failed' AND completed_on < $1 LIMIT ${FORGOTTEN_AT_ONCE})`,
        [instant],
      );
      await inParts(
        `DELETE FROM ${jobs} WHERE (name, id) IN (SELECT name, id FROM ${jobs}
           WHERE state = 'completed'
             AND completed_on < least($1, ${schema}.job_now() - interval '${REMEMBERED} ms')
           LIMIT ${FORGOTTEN_AT_ONCE})`,
        [instant],
      );
    },
  };
}

/** An instant or a span of time in SQL, in whole milliseconds. */
function milliseconds(time: string): string {
  return `floor(extract(epoch FROM ${time}) * 1000)::float8`;
}
