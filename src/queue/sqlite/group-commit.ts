import type { DatabaseSync } from "node:sqlite";

/** Lets all that is written in one turn of the event loop share one transaction and one fsync. */
export interface GroupCommit {
  /**
   * Runs `write` in the next transaction; resolves when that is on the disk. A write must change
   * nothing but the database, as it is run anew when another one breaks the transaction.
   */
  run<Result>(write: () => Result): Promise<Result>;
  /**
   * The same for a write that may be undone by a loss of power, together with all that came after it:
   * a job's progress, which is then made again. It survives the end of the process, and costs no wait
   * for the disk.
   */
  runInOrder<Result>(write: () => Result): Promise<Result>;
  /** Commits what is still pending and takes nothing more. */
  close(): void;
}

interface Pending {
  /** Runs the write and returns what tells its caller about it. */
  readonly write: () => () => void;
  readonly reject: (error: unknown) => void;
  readonly synced: boolean;
}

/**
 * The least time between the end of one wait for the disk and the beginning of the next, in milliseconds. A wait stops
 * the event loop, and takes as long for one write as for a hundred: without a pause many callers get a wait each.
 */
const PAUSE = 5;

/** A group commit over a database that nobody else writes to. */
export function createGroupCommit(database: DatabaseSync): GroupCommit {
  let pending: Pending[] = [];
  let closed = false;
  /** When the last wait for the disk ended. */
  let syncedAt = -Infinity;

  const transact = (batch: readonly Pending[]): void => {
    // In WAL mode FULL waits for the disk at each commit, NORMAL leaves the order to the log alone.
    const mode = waitsForDisk(batch) ? "FULL" : "NORMAL";
    database.exec(`PRAGMA synchronous = ${mode}; BEGIN`);
    let answers: readonly (() => void)[];
    try {
      answers = batch.map(({ write }) => write());
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
    if (waitsForDisk(batch)) syncedAt = performance.now();
    for (const answer of answers) answer();
  };

  /** What comes by while it waits is committed with it, so that the order stays. */
  const flushInTime = (): void => {
    const pause = waitsForDisk(pending) ? syncedAt + PAUSE - performance.now() : 0;
    if (pause > 0) setTimeout(flush, pause);
    else flush();
  };

  const flush = (): void => {
    const batch = pending;
    pending = [];
    if (batch.length === 0) return;
    try {
      transact(batch);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const single of batch) transactAlone(single);
    }
  };

  // One bad write must not fail those that happened to come with it.
  const transactAlone = (single: Pending): void => {
    try {
      transact([single]);
    } catch (error) {
      single.reject(error);
    }
  };

  const enqueue = <Result>(write: () => Result, synced: boolean): Promise<Result> => {
    if (closed) return Promise.reject(new Error("the store is closed"));
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    if (pending.length === 0) setImmediate(flushInTime);
    pending.push({
      write: () => {
        const result = write();
        return () => resolve(result);
      },
      reject,
      synced,
    });
    return promise;
  };

  return {
    run: (write) => enqueue(write, true),
    runInOrder: (write) => enqueue(write, false),
    close: () => {
      closed = true;
      flush();
    },
  };
}

function waitsForDisk(batch: readonly Pending[]): boolean {
  return batch.some(({ synced }) => synced);
}
