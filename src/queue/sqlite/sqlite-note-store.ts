import type { Clock } from "../../ports/clock.ts";
import type { Notes, NoteStore } from "../../ports/note-store.ts";
import { createGroupCommit } from "./group-commit.ts";
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
  const commit = createGroupCommit(database);
  /** Names are whatever people call their branches and checks; as JSON each is a text. */
  const key = JSON.stringify;
  const change = (subject: string, notes: Notes) => (): void => {
    for (const [name, note] of Object.entries(notes)) {
      if (note === undefined) take.run(key(subject), key(name));
      else put.run(key(subject), key(name), JSON.stringify(note.value), note.until ?? null);
    }
  };
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
    write: (subject, notes) => commit.run(change(subject, notes)),
    jot: (subject, notes) => commit.runInOrder(change(subject, notes)),
    turn: (subject) => commit.run(() => void turn.run(key(subject))),
    tidy: () => commit.run(() => void tidy.run(clock.now())),
    close: () => {
      commit.close();
      database.close();
    },
  };
}

/** What SQLite throws at once is what a promise of ours was rejected with. */
function attempt<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve) => resolve(work()));
}
