import type { Pool } from "pg";
import type { PgBoss } from "pg-boss";

import type { JobStore, Queue } from "../../ports/job-store.ts";
import { openWorkers, type StoreOptions, type Workers } from "../open-workers.ts";
import { createAdder } from "./adder.ts";
import { createInspection } from "./inspection.ts";
import { createJobSource } from "./job-source.ts";
import { migrate } from "./migrate.ts";
import { openBoss } from "./open-boss.ts";
import { jobSteps } from "./schema-steps.ts";
import { identify, type Run } from "./stored-job.ts";
import { createTransitions } from "./transitions.ts";
import { watch } from "./watch.ts";

export interface PostgresJobStoreOptions extends StoreOptions {
  /** Closed by whoever opened it, after the store. */
  readonly pool: Pool;
  /** The schema in which everything stands; made where there is none. */
  readonly schema: string;
}

/**
 * The job store that replicas share: the tables of pg-boss, with turns, folds and verdicts of ours.
 * What a replica ran that is gone runs again when its lease is over.
 */
export async function openPostgresJobStore(options: PostgresJobStoreOptions): Promise<JobStore> {
  const { pool, schema, queues, report } = options;
  const workers = openWorkers(options);
  const boss = await openBoss({ pool, schema, queues: queues.map(({ name }) => name), report });
  try {
    await migrate(pool, { schema, part: "jobs", steps: jobSteps(schema) });
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return createStore(boss, workers, options);
}

function createStore(
  boss: PgBoss,
  workers: Workers,
  { pool, schema, clock, random, report }: PostgresJobStoreOptions,
): JobStore {
  const transitions = createTransitions({ pool, boss, schema, random });
  const inspection = createInspection(pool, schema);
  const adder = createAdder(boss);
  const { leases, wake } = workers;
  const endWatch = watch({ pool, schema, clock, leases, wake, report });

  /** False where there is no dead letter of this id, or its queue is none of ours. */
  const withDead = async (
    deadId: string,
    change: (queue: Queue<unknown>, found: Pick<Run, "id" | "lock">) => Promise<boolean>,
  ): Promise<boolean> => {
    const found = await inspection.find(deadId);
    const queue = found && workers.queue(found.queue);
    return found !== undefined && queue !== undefined && change(queue, found);
  };

  let closing: Promise<void> | undefined;
  const requireOpen = (queue: Queue<unknown>): void => {
    if (closing !== undefined) throw new Error("the job store is closed");
    workers.require(queue);
  };
  const close = async (within: number | undefined): Promise<void> => {
    await Promise.all([endWatch(), workers.stopAll(within)]);
    await boss.stop({ graceful: false });
  };

  return {
    add: async (queue, job) => {
      requireOpen(queue);
      const body = JSON.stringify(job.data);
      const isNew = await adder.add(queue.name, job, body);
      if (!isNew && !(await transitions.addAgain(queue, job, body))) return "duplicate";
      wake(queue.name);
      return "added";
    },
    put: async (queue, job) => {
      requireOpen(queue);
      await transitions.put(queue, job, JSON.stringify(job.data));
      wake(queue.name);
    },
    waiting: async <Data>(queue: Queue<Data>, key: string) => {
      const body = await inspection.waiting(queue.name, identify("key", key));
      return body === undefined ? undefined : (JSON.parse(body) as Data);
    },
    work: (queue, ofWork, handler) => {
      const { lease, perGroup } = ofWork;
      const surroundings = { pool, boss, schema, clock, transitions };
      const source = createJobSource({ ...surroundings, queue, lease, perGroup });
      return workers.start(queue, ofWork, handler, source);
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
