import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { PLANNED } from "../support/planned.ts";

/** What a job store holds after its process is gone, or while it rests. */
export interface StoredJobs {
  /** Names of the queues of jobs in a state, one for each job. */
  readonly active: readonly string[];
  readonly dead: readonly string[];
  readonly waiting: readonly string[];
  /** Of these queues of which nobody waits for a job. */
  readonly planned: readonly string[];
  /** Ids of deliveries that were handled to their end. */
  readonly done: ReadonlySet<string>;
}

/** Reads a copy, so that the next process finds everything as the last one left it. */
export function storedJobs(directory: string): StoredJobs {
  const copy = mkdtempSync(join(tmpdir(), "mltrl-copy-"));
  try {
    for (const name of ["jobs.sqlite", "jobs.sqlite-wal"]) {
      if (existsSync(join(directory, name))) copyFileSync(join(directory, name), join(copy, name));
    }
    const database = new DatabaseSync(join(copy, "jobs.sqlite"));
    const inState = database.prepare("SELECT queue FROM job WHERE state = ?");
    const queues = (state: string): string[] =>
      inState.all(state).map(({ queue }) => String(queue));
    const ids = database.prepare("SELECT id FROM done WHERE queue = 'deliveries'").all();
    const waiting = [...queues("waiting"), ...queues("ready")];
    const found = {
      active: queues("active"),
      dead: queues("dead"),
      waiting: waiting.filter((name) => !PLANNED.has(name)),
      planned: waiting.filter((name) => PLANNED.has(name)).toSorted(),
      done: new Set(ids.map(({ id }) => String(id))),
    };
    database.close();
    return found;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Looks at the queue of a living process; its log lets others read while it writes. */
export function watchQueue(directory: string, queue: string) {
  const database = new DatabaseSync(join(directory, "jobs.sqlite"), { readOnly: true });
  const count = database.prepare(
    "SELECT count(*) AS n FROM job WHERE queue = ? AND state = 'active'",
  );
  return {
    active: (): number => {
      try {
        return Number(count.get(queue)?.["n"]);
      } catch {
        return 0; // its log is being written anew: look again
      }
    },
    close: () => database.close(),
  };
}
