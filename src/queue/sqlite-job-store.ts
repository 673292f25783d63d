import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

import { InternalError } from "../core/errors.ts";
import type { AlarmClock } from "../ports/clock.ts";
import type { Handler, Job, JobStore, Queue, WorkOptions } from "../ports/job-store.ts";
import { createGroupCommit } from "./group-commit.ts";
import { createInspection } from "./inspection.ts";
import type { JobRow } from "./job-table.ts";
import { createJobTable } from "./job-table.ts";
import { lockDirectory } from "./lock-directory.ts";
import { openDatabase } from "./open-database.ts";
import { migrations } from "./schema.ts";
import { createTaker } from "./take-jobs.ts";
import type { Run } from "./transitions.ts";
import { createTransitions } from "./transitions.ts";
import type { AwakableWorker, JobSource } from "./worker.ts";
import { startWorker } from "./worker.ts";

export interface SqliteJobStoreOptions {
  /** On a local disk, as SQLite's log does not work over a network; made where there is none. */
  readonly directory: string;
  /** Every queue that will be used. */
  readonly queues: readonly Queue<unknown>[];
  readonly clock: AlarmClock;
  /** Spreads retries; in [0, 1). */
  readonly random: () => number;
  /** Told of failures that no caller is waiting for. */
  readonly report: (error: unknown) => void;
}

/**
 * The embedded job store: one SQLite file, owned by this process alone. Jobs that were active when
 * their process ended wait again once it is open.
 */
export function openSqliteJobStore(options: SqliteJobStoreOptions): JobStore {
  const { directory } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 }); // payloads of private repositories
  const lock = lockDirectory(directory);
  try {
    const database = openDatabase(join(directory, "jobs.sqlite"), migrations);
    try {
      return createStore(database, lock.release, options);
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

function createStore(
  database: DatabaseSync,
  release: () => void,
  { queues, clock, random, report }: SqliteJobStoreOptions,
): JobStore {
  const known = new Map(queues.map((queue) => [queue.name, queue]));
  if (known.size !== queues.length) throw new InternalError("two queues have one name");
  const workers = new Map(queues.map(({ name }) => [name, new Set<AwakableWorker>()]));
  const workersOf = (name: string): Set<AwakableWorker> => {
    const found = workers.get(name);
    if (found === undefined) throw new InternalError(`the store was not told of queue ${name}`);
    return found;
  };

  const table = createJobTable(database);
  const transitions = createTransitions({ table, clock, random, queue: (name) => known.get(name) });
  const take = createTaker(database, table, transitions);
  const inspection = createInspection(database, table, clock);
  const commit = createGroupCommit(database);
  /** Wakes before the commit: the workers then ask for jobs in the same one. */
  const change = <Result>(name: string, write: () => Result): Promise<Result> => {
    const asleep = workersOf(name);
    const written = commit.run(write);
    for (const worker of asleep) worker.wake();
    return written;
  };

  const sourceOf = (queue: string, options: WorkOptions): JobSource<Run> => {
    let served: string | undefined;
    return {
      take: async (alive, room) => {
        const taken = await commit.runInOrder(() =>
          take({ queue, now: clock.now(), options, alive, room, served }),
        );
        ({ served } = taken);
        return {
          taken: taken.jobs.map(({ row, data }) => ({ run: row, job: toJob(row, data) })),
          lost: taken.lost,
          next: taken.next,
        };
      },
      complete: (run) => commit.runInOrder(() => transitions.complete(run)),
      fail: (run, error) => commit.runInOrder(() => transitions.fail(run, error)),
      giveBack: (run) => commit.runInOrder(() => transitions.giveBack(run)),
    };
  };

  let closing: Promise<void> | undefined;
  const close = async (within: number | undefined): Promise<void> => {
    const all = [...workers.values()].flatMap((set) => [...set]);
    await Promise.all(all.map((worker) => worker.stop(within)));
    commit.close();
    database.close();
    release();
  };

  database.exec("BEGIN");
  for (const name of known.keys()) transitions.recover(name);
  database.exec("COMMIT");

  return {
    add: async (queue, job) => {
      const data = JSON.stringify(job.data);
      return change(queue.name, () => transitions.add(queue.name, job, data));
    },
    put: async (queue, job) => {
      const data = JSON.stringify(job.data);
      await change(queue.name, () => transitions.put(queue.name, job, data));
    },
    waiting: <Data>(queue: Queue<Data>, key: string) =>
      commit.runInOrder(() => {
        const row = table.pending(queue.name, key);
        return row && (JSON.parse(table.data(row.seq)) as Data);
      }),
    work: (queue, options, handler) => {
      const workersOfQueue = workersOf(queue.name);
      const source = sourceOf(queue.name, options);
      const worker = startWorker(source, options, handler as Handler<unknown>, { clock, report });
      workersOfQueue.add(worker);
      return {
        stop: async (within) => {
          await worker.stop(within);
          workersOfQueue.delete(worker);
        },
      };
    },
    counts: () => commit.runInOrder(inspection.counts),
    dead: (queue) => commit.runInOrder(() => inspection.dead(queue.name)),
    retry: async (deadId) => {
      const revived = await commit.run(() => transitions.retry(Number(deadId)));
      if (revived) for (const set of workers.values()) for (const worker of set) worker.wake();
      return revived;
    },
    discard: (deadId) => commit.run(() => transitions.discard(Number(deadId))),
    forget: async (before) => {
      while (await commit.run(() => inspection.forget(before)));
    },
    close: (within) => (closing ??= close(within)),
  };
}

function toJob(row: JobRow, data: string): Job<unknown> {
  return {
    id: row.id ?? undefined,
    key: row.key ?? undefined,
    group: row.group === "" ? undefined : row.group,
    data: JSON.parse(data),
    attempt: row.tries,
  };
}
