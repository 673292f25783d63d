import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

import type { Job, JobStore, Queue, WorkOptions } from "../../ports/job-store.ts";
import { openWorkers, type StoreOptions } from "../open-workers.ts";
import type { JobSource } from "../worker.ts";
import { createGroupCommit } from "./group-commit.ts";
import { createInspection } from "./inspection.ts";
import type { JobRow } from "./job-table.ts";
import { createJobTable } from "./job-table.ts";
import { lockDirectory } from "./lock-directory.ts";
import { openDatabase } from "./open-database.ts";
import type { Run } from "./runs.ts";
import { migrations } from "./schema.ts";
import { createTaker } from "./take-jobs.ts";
import { createTransitions } from "./transitions.ts";

export interface SqliteJobStoreOptions extends StoreOptions {
  /** On a local disk, as SQLite's log does not work over a network; made where there is none. */
  readonly directory: string;
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
  options: SqliteJobStoreOptions,
): JobStore {
  const { queues, clock, random } = options;
  const workers = openWorkers(options);
  const table = createJobTable(database);
  const transitions = createTransitions({ table, clock, random, queue: workers.queue });
  const take = createTaker(database, table, transitions);
  const inspection = createInspection(database, table, clock);
  const commit = createGroupCommit(database);
  /** Wakes before the commit: the workers then ask for jobs in the same one. */
  const change = <Result>(queue: Queue<unknown>, write: () => Result): Promise<Result> => {
    workers.require(queue);
    const written = commit.run(write);
    workers.wake(queue.name);
    return written;
  };

  const sourceOf = (queue: string, ofWork: WorkOptions): JobSource<Run> => {
    let served: string | undefined;
    return {
      take: async (alive, room) => {
        const taken = await commit.runInOrder(() =>
          take({ queue, now: clock.now(), options: ofWork, alive, room, served }),
        );
        ({ served } = taken);
        return {
          taken: taken.jobs.map(({ row, body }) => ({ run: row, job: toJob(row, body) })),
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
    await workers.stopAll(within);
    commit.close();
    database.close();
    release();
  };

  database.exec("BEGIN");
  for (const { name } of queues) transitions.recover(name);
  database.exec("COMMIT");

  return {
    add: async (queue, job) => {
      const body = JSON.stringify(job.data);
      return change(queue, () => transitions.add(queue.name, job, body));
    },
    put: async (queue, job) => {
      const body = JSON.stringify(job.data);
      await change(queue, () => transitions.put(queue.name, job, body));
    },
    waiting: <Data>(queue: Queue<Data>, key: string) =>
      commit.runInOrder(() => {
        const row = table.pending(queue.name, key);
        return row && (JSON.parse(table.body(row.seq)) as Data);
      }),
    work: (queue, ofWork, handler) =>
      workers.start(queue, ofWork, handler, sourceOf(queue.name, ofWork)),
    counts: () => commit.runInOrder(inspection.counts),
    dead: (queue) => commit.runInOrder(() => inspection.dead(queue.name)),
    retry: async (deadId) => {
      const revived = await commit.run(() => transitions.retry(Number(deadId)));
      if (revived) workers.wakeAll();
      return revived;
    },
    discard: (deadId) => commit.run(() => transitions.discard(Number(deadId))),
    forget: async (before) => {
      while (await commit.run(() => inspection.forget(before)));
    },
    close: (within) => (closing ??= close(within)),
  };
}

function toJob(row: JobRow, body: string): Job<unknown> {
  return {
    id: row.id ?? undefined,
    key: row.key ?? undefined,
    group: row.group === "" ? undefined : row.group,
    data: JSON.parse(body),
    attempt: row.tries,
  };
}
