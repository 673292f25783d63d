import type { Clock } from "../ports/clock.ts";
import type { NoteStore } from "../ports/note-store.ts";
import { openDatabase } from "./open-database.ts";
import { noteSteps } from "./note-schema.ts";

/** Notes in a file of their own, which this process alone writes to. */
export function openSqliteNoteStore(
  file: string,
  clock: Clock,
): NoteStore & { readonly close: () => void } {
  const database = openDatabase(file, noteSteps);
  const turnOf = database.prepare("SELECT turn FROM turn WHERE subject = ?");
  const notesOf = database.prepare(
    "SELECT name, value FROM note WHERE subject = ? AND (until IS NULL OR until > ?)",
  );
  const put = database.prepare("INSERT OR REPLACE INTO note VALUES (?, ?, ?, ?)");
  const take = database.prepare("DELETE FROM note WHERE subject = ? AND name = ?");
  const turn = database.prepare(
    "INSERT INTO turn VALUES (?, 1) ON CONFLICT DO UPDATE SET turn = turn + 1",
  );
  const tidy = database.prepare("DELETE FROM note WHERE until <= ?");
  /** Names are whatever people call their branches and checks; as JSON each is a text. */
  const key = JSON.stringify;
  return {
    read: (subjects) =>
      attempt(() =>
        subjects.map((subject) => ({
          turn: Number(turnOf.get(key(subject))?.["turn"] ?? 0),
          notes: new Map(
            notesOf
              .all(key(subject), clock.now())
              .map(({ name, value }) => [
                JSON.parse(String(name)) as string,
                JSON.parse(String(value)) as unknown,
              ]),
          ),
        })),
      ),
    write: (subject, notes) =>
      attempt(() => {
        database.exec("BEGIN IMMEDIATE");
        try {
          for (const [name, note] of Object.entries(notes)) {
            if (note === undefined) take.run(key(subject), key(name));
            else put.run(key(subject), key(name), JSON.stringify(note.value), note.until ?? null);
          }
          database.exec("COMMIT");
        } catch (error) {
          database.exec("ROLLBACK");
          throw error;
        }
      }),
    turn: (subject) => attempt(() => void turn.run(key(subject))),
    tidy: () => attempt(() => void tidy.run(clock.now())),
    close: () => database.close(),
  };
}

/** What SQLite throws at once is what a promise of ours was rejected with. */
function attempt<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => resolve(work()));
}
