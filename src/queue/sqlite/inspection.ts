import type { DatabaseSync } from "node:sqlite";

import type { Clock } from "../../ports/clock.ts";
import type { DeadLetter, QueueCounts } from "../../ports/job-store.ts";
import { FORGOTTEN_AT_ONCE, REMEMBERED } from "../retention.ts";
import type { JobTable } from "./job-table.ts";

const none = { due: 0, later: 0, active: 0, dead: 0, age: 0 };

/** What an operator sees and clears away. */
export function createInspection(database: DatabaseSync, table: JobTable, clock: Clock) {
  const count = database.prepare(
    `SELECT queue, state, count(*) AS jobs, sum(due > ?) AS later, min(due) AS first
     FROM job GROUP BY queue, state`,
  );
  const forgetDone = database.prepare(
    `DELETE FROM done WHERE (queue, id) IN (SELECT queue, id FROM done WHERE at < ? LIMIT ?)`,
  );
  const forgetDead = database.prepare(
    `DELETE FROM job WHERE seq IN (SELECT seq FROM job WHERE state = 'dead' AND ended < ? LIMIT ?)`,
  );

  return {
    counts: (): readonly QueueCounts[] => {
      const now = clock.now();
      const queues = new Map<string, QueueCounts>();
      for (const row of count.all(now)) {
        const queue = String(row["queue"]);
        const { due, later, age, ...rest } = queues.get(queue) ?? { ...none, queue };
        const jobs = Number(row["jobs"]);
        if (row["state"] === "active" || row["state"] === "dead")
          queues.set(queue, { ...rest, due, later, age, [row["state"]]: jobs });
        else
          queues.set(queue, {
            ...rest,
            due: due + jobs - Number(row["later"]),
            later: later + Number(row["later"]),
            age: Math.max(age, now - Number(row["first"])), // not positive where nothing is due
          });
      }
      return [...queues.values()];
    },

    dead: (queue: string): readonly DeadLetter[] =>
      table.dead(queue).map((row) => ({
        deadId: String(row.seq),
        id: row.id ?? undefined,
        key: row.key ?? undefined,
        group: row.group === "" ? undefined : row.group,
        error: row.error ?? "",
        tries: row.tries,
        at: row.ended ?? 0,
      })),

    /** Forgets a part, so that others get their turn; true where there may be more. */
    forget: (before: number): boolean => {
      const done = forgetDone.run(Math.min(before, clock.now() - REMEMBERED), FORGOTTEN_AT_ONCE);
      const dead = forgetDead.run(before, FORGOTTEN_AT_ONCE);
      return done.changes === FORGOTTEN_AT_ONCE || dead.changes === FORGOTTEN_AT_ONCE;
    },
  };
}
