import type { Pool } from "pg";

import type { AlarmClock } from "../../ports/clock.ts";
import { createOutage } from "../outage.ts";

/** How soon a replica sees what another one has left for it. */
const every = 1_000;

export interface WatchOptions {
  readonly pool: Pool;
  readonly schema: string;
  readonly clock: AlarmClock;
  /** The queues that are worked on here, each with the shortest lease of its workers. */
  readonly leases: () => ReadonlyMap<string, number>;
  readonly wake: (queue: string) => void;
  readonly report: (error: unknown) => void;
}

/**
 * Wakes workers for what they were not told of: jobs that another replica has added, and runs that a
 * dead one has left. One question for all queues; it needs no connection that could be lost unnoticed.
 * Returns what ends it.
 */
export function watch({
  pool,
  schema,
  clock,
  leases,
  wake,
  report,
}: WatchOptions): () => Promise<void> {
  const jobs = `${schema}.job_common`;
  const waits = (state: string): string =>
    `EXISTS (SELECT FROM ${jobs} j WHERE j.name = q.name AND j.state = '${state}'
       AND j.start_after <= now)`;
  const question = `
    SELECT q.name FROM unnest($1::text[], $2::integer[]) AS q (name, lease),
      (SELECT ${schema}.job_now() AS now) AS clock
    WHERE ${waits("created")} OR ${waits("retry")}
      OR EXISTS (SELECT FROM ${jobs} j WHERE j.name = q.name AND j.state = 'active'
        AND j.heartbeat_on <= now - q.lease * interval '1 ms')`;
  let cancel: (() => void) | undefined;
  let looking: Promise<void> = Promise.resolve();
  let ended = false;
  const outage = createOutage(report);

  const look = async (): Promise<void> => {
    const known = leases();
    try {
      const { rows } = await pool.query<{ readonly name: string }>(question, [
        [...known.keys()],
        [...known.values()],
      ]);
      outage.isOver();
      for (const { name } of rows) wake(name);
    } catch (error) {
      outage.goesOn(error);
    }
    if (!ended) rest();
  };
  const rest = (): void => {
    cancel = clock.after(every, () => {
      looking = look();
    });
  };

  rest();
  return async () => {
    ended = true;
    await looking;
    cancel?.();
  };
}
