import { DatabaseSync } from "node:sqlite";

const version = 1;

/**
 * Payloads stand apart, so that the many changes of a job's state do not rewrite them. A job that
 * waits becomes `ready` when it is due: a taker then finds the next group with work by one step in
 * an index, however many jobs lie in the future.
 */
const schema = `
  CREATE TABLE job (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again: late news of a run must not hit another
    queue TEXT NOT NULL,
    id TEXT,
    key TEXT,
    "group" TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'active', 'dead')),
    tries INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    held INTEGER NOT NULL,
    due INTEGER NOT NULL CHECK (due = max(wanted, held)),
    lease INTEGER NOT NULL,
    error TEXT,
    ended INTEGER
  ) STRICT;
  CREATE INDEX job_state ON job (queue, state, due);
  CREATE INDEX job_ready ON job (queue, "group", due, seq) WHERE state = 'ready';
  CREATE INDEX job_active_group ON job (queue, "group") WHERE state = 'active';
  CREATE INDEX job_dead ON job (queue, ended, seq) WHERE state = 'dead';
  CREATE UNIQUE INDEX job_id ON job (queue, id) WHERE id IS NOT NULL;
  CREATE UNIQUE INDEX job_pending ON job (queue, key)
    WHERE state IN ('waiting', 'ready') AND key IS NOT NULL;
  CREATE UNIQUE INDEX job_active ON job (queue, key) WHERE state = 'active' AND key IS NOT NULL;

  CREATE TABLE payload (
    seq INTEGER PRIMARY KEY REFERENCES job ON DELETE CASCADE,
    data TEXT NOT NULL
  ) STRICT;

  CREATE TABLE done (
    queue TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (queue, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX done_at ON done (at);

  PRAGMA user_version = ${version};
`;

/** Opens the database of the job store, making it where there is none. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    // FULL: a commit is on the disk when it returns. The size limit gives back what a burst took.
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA journal_size_limit = 67108864;
    `);
    const found = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
    if (found === 0) database.exec(`BEGIN; ${schema} COMMIT;`);
    else if (found !== version)
      throw new Error(
        `${file} has schema version ${found}; this version of mltrl-gate reads ${version}. ` +
          "Start the newer version again, or move the file away to begin with an empty queue.",
      );
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
