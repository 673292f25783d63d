import type { DatabaseSync } from "node:sqlite";

import { DEAD_SHOWN } from "../retention.ts";
import type { WaitingJob } from "../waiting-job.ts";

type JobState = "waiting" | "ready" | "active" | "dead";

/** A job as it is stored, but for its data. Instants are in milliseconds; `due` is the later of `wanted` and `held`. */
export interface JobRow extends Omit<WaitingJob, "body"> {
  readonly seq: number;
  readonly queue: string;
  readonly id: string | null;
  readonly key: string | null;
  /** Empty where the job belongs to none. */
  readonly group: string;
  readonly state: JobState;
  /** Runs that were used up, with the one that goes on. */
  readonly tries: number;
  /** How often it was ever taken; tells one run of it from the next. */
  readonly runs: number;
  /** Until when an active job is believed to run. */
  readonly lease: number;
  readonly error: string | null;
  /** When it was given up. */
  readonly ended: number | null;
}

export type JobTable = ReturnType<typeof createJobTable>;

const columns =
  'seq, queue, id, key, "group", priority, state, tries, runs, wanted, held, lease, error, ended';

/** The statements on single jobs. */
export function createJobTable(database: DatabaseSync) {
  const find = <Values extends unknown[]>(condition: string, source = "job") => {
    const statement = database.prepare(`SELECT ${columns} FROM ${source} WHERE ${condition}`);
    return {
      one: (...values: Values & (string | number)[]) =>
        statement.get(...values) as JobRow | undefined,
      all: (...values: Values & (string | number)[]) =>
        statement.all(...values) as unknown as readonly JobRow[],
    };
  };
  const bySeq = find<[seq: number]>("seq = ?");
  const byId = find<[queue: string, id: string]>("queue = ? AND id = ?");
  const pending = find<[queue: string, key: string]>(
    "queue = ? AND key = ? AND state IN ('waiting', 'ready')",
  );
  const active = find<[queue: string]>("queue = ? AND state = 'active'");
  const abandoned = find<[queue: string, now: number]>(
    "queue = ? AND state = 'active' AND lease <= ?",
  );
  const dead = find<[queue: string]>(
    `queue = ? AND state = 'dead' ORDER BY ended DESC, seq DESC LIMIT ${DEAD_SHOWN}`,
    "job INDEXED BY job_dead",
  );

  const insert = database.prepare(
    `INSERT INTO job (queue, id, key, "group", priority, state, tries, runs, wanted, held, due, lease)
     VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, 0, ?7, ?8, max(?7, ?8), 0)`,
  );
  const update = database.prepare(
    `UPDATE job SET "group" = ?1, priority = ?2, state = ?3, tries = ?4, runs = ?5, wanted = ?6,
       held = ?7, due = max(?6, ?7), lease = ?8, error = ?9, ended = ?10 WHERE seq = ?11`,
  );
  const remove = database.prepare("DELETE FROM job WHERE seq = ?");
  const insertData = database.prepare("INSERT INTO payload (seq, data) VALUES (?, ?)");
  const updateData = database.prepare("UPDATE payload SET data = ? WHERE seq = ?");
  const readData = database.prepare("SELECT data FROM payload WHERE seq = ?");
  const insertDone = database.prepare(
    "INSERT OR REPLACE INTO done (queue, id, at) VALUES (?, ?, ?)",
  );
  const readDone = database.prepare("SELECT 1 FROM done WHERE queue = ? AND id = ?");

  const save = (row: JobRow): void => {
    const { group, priority, state, tries, runs, wanted, held, lease, error, ended, seq } = row;
    update.run(group, priority, state, tries, runs, wanted, held, lease, error, ended, seq);
  };
  const body = (seq: number): string => String(readData.get(seq)?.["data"]);
  const saveBody = (seq: number, text: string): void => {
    updateData.run(text, seq);
  };

  return {
    bySeq: bySeq.one,
    byId: byId.one,
    /** The job of the key that waits. */
    pending: pending.one,
    active: active.all,
    /** Active jobs whose lease ran out. */
    abandoned: abandoned.all,
    dead: dead.all,
    insert: (job: Pick<JobRow, "queue" | "id" | "key" | "group"> & WaitingJob): void => {
      const { queue, id, key, group, priority, tries, wanted, held, body } = job;
      const added = insert.run(queue, id, key, group, priority, tries, wanted, held);
      insertData.run(added.lastInsertRowid, body);
    },
    save,
    saveBody,
    saveWithBody: (job: JobRow & WaitingJob): void => {
      saveBody(job.seq, job.body);
      save(job);
    },
    remove: (seq: number): void => {
      remove.run(seq);
    },
    body,
    withBody: (row: JobRow): JobRow & WaitingJob => ({ ...row, body: body(row.seq) }),
    markDone: (queue: string, id: string, at: number): void => {
      insertDone.run(queue, id, at);
    },
    isDone: (queue: string, id: string): boolean => readDone.get(queue, id) !== undefined,
  };
}
