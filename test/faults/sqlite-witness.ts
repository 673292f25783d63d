import { watch } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { StoreWitness } from "./store-witness.ts";
import { storedJobs } from "./stored-jobs.ts";

/** Files in a directory of their own, which one process owns at a time. */
export async function sqliteWitness(): Promise<StoreWitness> {
  const directory = await mkdtemp(join(tmpdir(), "mltrl-killed-"));
  let database: DatabaseSync | undefined;
  let count: StatementSync | undefined;
  return {
    access: () =>
      Promise.resolve({
        directory,
        environment: {},
        onWrite(tell) {
          const log = watch(directory, (_, name) => {
            if (name === "jobs.sqlite-wal") tell();
          });
          return () => log.close();
        },
        close: () => Promise.resolve(),
      }),
    stored: () => Promise.resolve(storedJobs(directory)),
    running(queue) {
      // Its log lets others read while it writes.
      database ??= new DatabaseSync(join(directory, "jobs.sqlite"), { readOnly: true });
      count ??= database.prepare(
        "SELECT count(*) AS n FROM job WHERE queue = ? AND state = 'active'",
      );
      try {
        return Promise.resolve(Number(count.get(queue)?.["n"]));
      } catch {
        return Promise.resolve(0); // its log is being written anew: look again
      }
    },
    // The next process knows that what ran before it is dead.
    forgetDead: () => Promise.resolve(),
    async close() {
      database?.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
