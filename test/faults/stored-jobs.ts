import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { byPlan, type StoredJobs } from "./store-witness.ts";

/** What is in the files of a store. Reads a copy, so that the next process finds everything as the last one left it. */
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
    const done = new Set(ids.map(({ id }) => String(id)));
    const found = {
      active: queues("active"),
      dead: queues("dead"),
      ...byPlan([...queues("waiting"), ...queues("ready")]),
      isDone: (guid: string) => done.has(guid),
    };
    database.close();
    return found;
  } finally {
    rmSync(copy, { recursive: true });
  }
}
