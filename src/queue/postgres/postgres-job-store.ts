import type { Pool } from "pg";
import type { PgBoss } from "pg-boss";

import { InternalError } from "../../core/errors.ts";
import type { AlarmClock } from "../../ports/clock.ts";
import type { Handler, JobStore, Queue, WorkOptions } from "../../ports/job-store.ts";
import type { AwakableWorker } from "../worker.ts";
import { startWorker } from "../worker.ts";
import { createAdder } from "./adder.ts";
import { createInspection } from "./inspection.ts";
import { createJobSource } from "./job-source.ts";
import { migrate } from "./migrate.ts";
import { openBoss } from "./open-boss.ts";
import { jobSteps } from "./schema-steps.ts";
import { createTransitions } from "./transitions.ts";
import { identify, type Run } from "./stored-job.ts";
import { watch } from "./watch.ts";

export interface PostgresJobStoreOptions {
  /** Closed by whoever opened it, after the store. */
  readonly pool: Pool;
  /** The schema in which everything stands; made where there is none. */
  readonly schema: string;
  /** Every queue that will be used. */
  readonly queues: readonly Queue<unknown>[];
  readonly clock: AlarmClock;
  /** Spreads retries; in [0, 1). */
  readonly random: () => number;
  /** Told of failures that no caller is waiting for. */
  readonly report: (error: unknown) => void;
}

/**
 * The job store that replicas share: the tables of pg-boss, with turns, folds and verdicts of ours.
 * What a replica ran that is gone runs again when its lease is over.
 */
export async function openPostgresJobStore(options: PostgresJobStoreOptions): Promise<JobStore> {
  const { pool, schema, queues, report } = options;
  const known = new Map(queues.map((queue) => [queue.name, queue]));
  if (known.size !== queues.length) throw new InternalError("two queues have one name");
  const boss = await openBoss({ pool, schema, queues: [...known.keys()], report });
  try {
    await migrate(pool, { schema, part: "jobs", steps: jobSteps(schema) });
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return createStore(boss, known, options);
}

function createStore(
  boss: PgBoss,
  known: ReadonlyMap<string, Queue<unknown>>,
  { pool, schema, queues, clock, random, report }: PostgresJobStoreOptions,
): JobStore {
  const workers = new Map(queues.map(({ name }) => [name, new Map<AwakableWorker, WorkOptions>()]));
  const workersOf = (name: string): Map<AwakableWorker, WorkOptions> => {
    const found = workers.get(name);
    if (found === undefined) throw new InternalError(`the store was not told of queue ${name}`);
    return found;
  };
  const wake = (name: string): void => {
    for (const worker of workersOf(name).keys()) worker.wake();
  };

  const transitions = createTransitions({ pool, boss, schema, random });
  const inspection = createInspection(pool, schema);
  const adder = createAdder(boss);
  const endWatch = watch({
    pool,
    schema,
    clock,
    leases: () => shortestLeases(workers),
    wake,
    report,
  });

  /** False where there is no dead letter of this id, or its queue is none of ours. */
  const withDead = async (
    deadId: string,
    change: (queue: Queue<unknown>, found: Pick<Run, "id" | "lock">) => Promise<boolean>,
  ): Promise<boolean> => {
    const found = await inspection.find(deadId);
    const queue = found && known.get(found.queue);
    return found !== undefined && queue !== undefined && change(queue, found);
  };

  let closing: Promise<void> | undefined;
  const refuseClosed = (): void => {
    if (closing !== undefined) throw new Error("the job store is closed");
  };
  const close = async (within: number | undefined): Promise<void> => {
    const all = [...workers.values()].flatMap((each) => [...each.keys()]);
    await Promise.all([endWatch(), ...all.map((worker) => worker.stop(within))]);
    await boss.stop({ graceful: false });
  };

  return {
    add: async (queue, job) => {
      refuseClosed();
      workersOf(queue.name);
      const body = JSON.stringify(job.data);
      const isNew = await adder.add(queue.name, job, body);
      if (!isNew && !(await transitions.addAgain(queue, job, body))) return "duplicate";
      wake(queue.name);
      return "added";
    },
    put: async (queue, job) => {
      refuseClosed();
      workersOf(queue.name);
      await transitions.put(queue, job, JSON.stringify(job.data));
      wake(queue.name);
    },
    waiting: async <Data>(queue: Queue<Data>, key: string) => {
      const body = await inspection.waiting(queue.name, identify("key", key));
      return body === undefined ? undefined : (JSON.parse(body) as Data);
    },
    work: (queue, options, handler) => {
      const workersOfQueue = workersOf(queue.name);
      const source = createJobSource({ pool, boss, schema, clock, transitions, queue, options });
      const worker = startWorker(source, options, handler as Handler<unknown>, { clock, report });
      workersOfQueue.set(worker, options);
      return {
        stop: async (within) => {
          await worker.stop(within);
          workersOfQueue.delete(worker);
        },
      };
    },
    counts: () => inspection.counts(),
    dead: (queue) => inspection.dead(queue.name),
    retry: (deadId) =>
      withDead(deadId, async (queue, found) => {
        const revived = await transitions.retry(queue, found);
        if (revived) wake(queue.name);
        return revived;
      }),
    discard: (deadId) => withDead(deadId, transitions.discard),
    forget: (before) => inspection.forget(before),
    close: (within) => (closing ??= close(within)),
  };
}

function shortestLeases(
  workers: ReadonlyMap<string, ReadonlyMap<AwakableWorker, WorkOptions>>,
): ReadonlyMap<string, number> {
  const leases = new Map<string, number>();
  for (const [name, those] of workers)
    if (those.size > 0)
      leases.set(name, Math.min(...[...those.values()].map(({ lease }) => lease)));
  return leases;
}
