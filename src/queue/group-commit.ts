import type { DatabaseSync } from "node:sqlite";

/** Lets all that is written in one turn of the event loop share one transaction and one fsync. */
export interface GroupCommit {
  /**
   * Runs `write` in the next transaction; resolves when that is on the disk. A write must change
   * nothing but the database, as it is run anew when another one breaks the transaction.
   */
  run<Result>(write: () => Result): Promise<Result>;
  /** Commits what is still pending and takes nothing more. */
  close(): void;
}

interface Pending {
  /** Runs the write and returns what tells its caller about it. */
  readonly write: () => () => void;
  readonly reject: (error: unknown) => void;
}

/** A group commit over a database that nobody else writes to. */
export function createGroupCommit(database: DatabaseSync): GroupCommit {
  let pending: Pending[] = [];
  let closed = false;

  const transact = (batch: readonly Pending[]): void => {
    database.exec("BEGIN");
    let answers: readonly (() => void)[];
    try {
      answers = batch.map(({ write }) => write());
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
    for (const answer of answers) answer();
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

  return {
    run: <Result>(write: () => Result) => {
      if (closed) return Promise.reject(new Error("the job store is closed"));
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      if (pending.length === 0) setImmediate(flush);
      pending.push({
        write: () => {
          const result = write();
          return () => resolve(result);
        },
        reject,
      });
      return promise;
    },
    close: () => {
      closed = true;
      flush();
    },
  };
}
