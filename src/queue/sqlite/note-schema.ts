/** The steps of the file of notes from each version to the next; what was released is never changed. */
export const noteSteps: readonly string[] = [
  `
  CREATE TABLE note (
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    until REAL,
    PRIMARY KEY (subject, name)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX note_until ON note (until) WHERE until IS NOT NULL;
  CREATE TABLE turn (
    subject TEXT PRIMARY KEY,
    turn INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`,
];
