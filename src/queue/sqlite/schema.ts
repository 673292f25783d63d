/**
 * Payloads stand apart, so that the many changes of a job's state do not rewrite them. A job that
 * waits becomes `ready` when it is due: a taker then finds the next group with work by one step in
 * an index, however many jobs lie in the future.
 */
const initial = `
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
`;

const priorities = `
  ALTER TABLE job ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
  DROP INDEX job_ready;
  CREATE INDEX job_ready ON job (queue, "group", priority DESC, due, seq) WHERE state = 'ready';
`;

/**
 * How the database of each version becomes that of the next, the empty one being version 0. What was
 * released is never changed: a change of the schema is one more step.
 */
export const migrations: readonly string[] = [initial, priorities];
