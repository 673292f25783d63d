import type { DatabaseSync } from "node:sqlite";

import type { WorkOptions } from "../../ports/job-store.ts";
import type { JobRow, JobTable } from "./job-table.ts";
import type { Run } from "./runs.ts";
import type { Transitions } from "./transitions.ts";

/** How many due jobs one turn makes ready, so that a great wave cannot block the event loop. */
const promotedAtOnce = 1_000;

export interface TakeRequest {
  readonly queue: string;
  readonly now: number;
  readonly options: WorkOptions;
  /** Runs to be kept alive. */
  readonly alive: readonly Run[];
  /** How many jobs to take. */
  readonly room: number;
  /** The group that was served last. */
  readonly served: string | undefined;
}

export interface Taken {
  readonly jobs: readonly { readonly row: JobRow; readonly body: string }[];
  /** Runs that are not the current ones of their jobs any more. */
  readonly lost: readonly Run[];
  /** When there is something to do next though nothing new comes; undefined: never. */
  readonly next: number | undefined;
  readonly served: string | undefined;
}

/** Makes the step by which a worker gets its jobs. Call it inside a transaction. */
export function createTaker(database: DatabaseSync, table: JobTable, transitions: Transitions) {
  const promote = database.prepare(
    `UPDATE job SET state = 'ready' WHERE seq IN (
       SELECT seq FROM job WHERE queue = ? AND state = 'waiting' AND due <= ? ORDER BY due LIMIT ?)`,
  );
  const firstGroup = database.prepare(
    `SELECT "group" FROM job WHERE queue = ? AND state = 'ready' ORDER BY "group" LIMIT 1`,
  );
  const groupAfter = database.prepare(
    `SELECT "group" FROM job WHERE queue = ? AND state = 'ready' AND "group" > ?
     ORDER BY "group" LIMIT 1`,
  );
  const countActive = database.prepare(
    `SELECT count(*) AS n FROM job WHERE queue = ? AND "group" = ? AND state = 'active'`,
  );
  // The jobs passed over have a running one of their key, so they are no more than those that run.
  const candidate = database.prepare(
    `SELECT seq FROM job AS j INDEXED BY job_ready
     WHERE queue = ? AND "group" = ? AND state = 'ready'
       AND (key IS NULL OR NOT EXISTS (SELECT 1 FROM job AS a WHERE a.queue = j.queue
         AND a.key = j.key AND a.key IS NOT NULL AND a.state = 'active'))
     ORDER BY priority DESC, due, seq LIMIT 1`,
  );
  const firstDue = database.prepare(
    "SELECT min(due) AS at FROM job WHERE queue = ? AND state = 'waiting'",
  );
  const firstLease = database.prepare(
    "SELECT min(lease) AS at FROM job WHERE queue = ? AND state = 'active'",
  );

  const nextGroup = (queue: string, served: string | undefined): string | undefined => {
    const after = served === undefined ? undefined : groupAfter.get(queue, served);
    const found = after ?? firstGroup.get(queue);
    return found === undefined ? undefined : String(found["group"]);
  };

  const firstOf = (queue: string, group: string, options: WorkOptions): JobRow | undefined => {
    if (options.perGroup !== undefined) {
      const active = Number(countActive.get(queue, group)?.["n"]);
      if (active >= options.perGroup) return undefined;
    }
    const seq = candidate.get(queue, group)?.["seq"];
    return typeof seq === "number" ? table.bySeq(seq) : undefined;
  };

  const next = (queue: string): number | undefined => {
    const instants = [firstDue, firstLease]
      .map((statement) => statement.get(queue)?.["at"])
      .filter((at) => typeof at === "number");
    return instants.length === 0 ? undefined : Math.min(...instants);
  };

  return ({ queue, now, options, alive, room, served: servedBefore }: TakeRequest): Taken => {
    const lease = now + options.lease;
    // Before looking for abandoned runs: the machine may have slept, and ours still live.
    const lost = alive.filter((run) => !transitions.extend(run, lease));
    for (const row of table.abandoned(queue, now)) transitions.abandon(row);
    promote.run(queue, now, promotedAtOnce);

    const jobs: Taken["jobs"][number][] = [];
    let served = servedBefore;
    let firstIdle: string | undefined;
    while (jobs.length < room) {
      const group = nextGroup(queue, served);
      if (group === undefined || group === firstIdle) break; // went round and found nothing
      served = group;
      const row = firstOf(queue, group, options);
      if (row === undefined) {
        firstIdle ??= group;
        continue;
      }
      firstIdle = undefined;
      jobs.push({ row: transitions.take(row, lease), body: table.body(row.seq) });
    }
    return { jobs, lost, next: next(queue), served };
  };
}
