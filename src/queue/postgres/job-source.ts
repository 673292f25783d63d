import type { Pool } from "pg";
import type { PgBoss } from "pg-boss";

import type { Clock } from "../../ports/clock.ts";
import type { Job, Queue } from "../../ports/job-store.ts";
import type { JobSource } from "../worker.ts";
import type { Envelope, Run } from "./stored-job.ts";
import { groupOf, nameOf } from "./stored-job.ts";
import type { Transitions } from "./transitions.ts";

export interface JobSourceOptions {
  readonly pool: Pool;
  readonly boss: PgBoss;
  readonly schema: string;
  readonly clock: Clock;
  readonly transitions: Transitions;
  readonly queue: Queue<unknown>;
  readonly lease: number;
  readonly perGroup: number | undefined;
}

/** What the function in the database answers. */
interface Taken {
  readonly kept: readonly string[];
  readonly abandoned: readonly Run[];
  readonly taken: readonly (Run & { readonly group: string; readonly data: Envelope })[];
  readonly served: string;
  /** In how many milliseconds there is something to do though nothing new comes. */
  readonly wait: number | null;
}

/** Where a worker gets its jobs from, and tells what became of them. */
export function createJobSource({
  pool,
  boss,
  schema,
  clock,
  transitions,
  queue,
  lease,
  perGroup,
}: JobSourceOptions): JobSource<Run> {
  let served = "";
  const ask = async (alive: readonly Run[], room: number): Promise<Taken> => {
    const { rows } = await pool.query<{ readonly answer: Taken }>(
      `SELECT ${schema}.mltrl_take($1, $2, $3, $4 * interval '1 ms', $5, $6, $7) AS answer`,
      [
        queue.name,
        alive.map(({ id }) => id),
        alive.map(({ attempt }) => attempt),
        lease,
        room,
        served,
        perGroup,
      ],
    );
    const answer = rows[0]?.answer;
    if (answer === undefined) throw new Error("the database gave no answer");
    ({ served } = answer);
    return answer;
  };

  const complete = async ({ id, attempt: retryCount, lock }: Run): Promise<void> => {
    // A job that is known by its id is kept as done; it is locked by that.
    if (lock === id) await boss.complete(queue.name, { id, retryCount });
    else await boss.deleteJob(queue.name, { id, retryCount });
  };

  /** Ends of runs that are being written. */
  const endings = new Set<Promise<void>>();
  const track = (ending: Promise<void>): Promise<void> => {
    endings.add(ending);
    return ending.finally(() => endings.delete(ending));
  };

  return {
    take: async (alive, room) => {
      // What lives says so at once; what is taken next may depend on what has just ended.
      const still = new Set(alive.length === 0 ? [] : (await ask(alive, 0)).kept);
      await Promise.allSettled(endings);
      const first = await ask([], room);
      for (const run of first.abandoned) await transitions.abandon(queue, run, lease);
      const { taken, wait } =
        first.abandoned.length === 0
          ? first
          : joined(first, await ask([], room - first.taken.length));
      return {
        taken: taken.map(({ id, attempt, lock, group, data }) => ({
          run: { id, attempt, lock },
          job: toJob(data, groupOf(group)),
        })),
        lost: alive.filter(({ id }) => !still.has(id)),
        next: wait === null ? undefined : clock.now() + Math.ceil(wait),
      };
    },
    complete: (run) => track(complete(run)),
    fail: (run, error) => track(transitions.fail(queue, run, error)),
    giveBack: (run) => track(transitions.giveBack(queue, run)),
  };
}

/** Two answers as one: what was abandoned may have been due again. */
function joined(first: Taken, second: Taken): Pick<Taken, "taken" | "wait"> {
  return { taken: [...first.taken, ...second.taken], wait: second.wait };
}

function toJob(envelope: Envelope, group: string | undefined): Job<unknown> {
  const { body, tries } = envelope;
  return { ...nameOf(envelope), group, data: JSON.parse(body), attempt: tries + 1 };
}
