/**
 * The schemas that earlier versions of the job store made, as they were released: what stands here is
 * never changed, whatever becomes of the steps that lead there today.
 */
export const releasedSchemas = [
  `
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
  `,
] as const;
