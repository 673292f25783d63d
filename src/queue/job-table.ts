import type { DatabaseSync } from "node:sqlite";

type JobState = "waiting" | "ready" | "active" | "dead";

/** A job as it is stored. Instants are in milliseconds; `due` is the later of `wanted` and `held`. */
export interface JobRow {
  readonly seq: number;
  readonly queue: string;
  readonly id: string | null;
  readonly key: string | null;
  /** Empty where the job belongs to none. */
  readonly group: string;
  readonly priority: number;
  readonly state: JobState;
  readonly tries: number;
  /** How often it was ever taken; tells one run of it from the next. */
  readonly runs: number;
  /** When we want it to run: new demand may bring this forward. */
  readonly wanted: number;
  /** Until when the other side bade us wait: nothing brings this forward. */
  readonly held: number;
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
    "queue = ? AND state = 'dead' ORDER BY ended DESC, seq DESC LIMIT 100",
    "job INDEXED BY job_dead",
  );

  const insert = database.prepare(
    `INSERT INTO job (queue, id, key, "group", priority, state, tries, runs, wanted, held, due, lease)
     VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, 0, ?6, 0, ?6, 0)`,
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

  return {
    bySeq: bySeq.one,
    byId: byId.one,
    /** The job of the key that waits. */
    pending: pending.one,
    active: active.all,
    /** Active jobs whose lease ran out. */
    abandoned: abandoned.all,
    dead: dead.all,
    insert: (
      job: Pick<JobRow, "queue" | "id" | "key" | "group" | "priority" | "wanted">,
      data: string,
    ): void => {
      const { queue, id, key, group, priority, wanted } = job;
      const added = insert.run(queue, id, key, group, priority, wanted);
      insertData.run(added.lastInsertRowid, data);
    },
    save: (row: JobRow): void => {
      const { group, priority, state, tries, runs, wanted, held, lease, error, ended, seq } = row;
      update.run(group, priority, state, tries, runs, wanted, held, lease, error, ended, seq);
    },
    remove: (seq: number): void => {
      remove.run(seq);
    },
    data: (seq: number): string => String(readData.get(seq)?.["data"]),
    saveData: (seq: number, data: string): void => {
      updateData.run(data, seq);
    },
    markDone: (queue: string, id: string, at: number): void => {
      insertDone.run(queue, id, at);
    },
    isDone: (queue: string, id: string): boolean => readDone.get(queue, id) !== undefined,
  };
}
