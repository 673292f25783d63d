import type { Clock } from "../ports/clock.ts";
import type { Note, Notes, NoteStore } from "../ports/note-store.ts";

/** Notes of a process that keeps nothing when it ends: a command, or a job of a workflow. */
export function createNoteMemory(clock: Clock): NoteStore {
  const turns = new Map<string, number>();
  const notes = new Map<string, Map<string, Note>>();
  const isOver = ({ until = Infinity }: Note): boolean => until <= clock.now();
  const write = (subject: string, written: Notes): Promise<void> => {
    const kept = notes.get(subject) ?? new Map<string, Note>();
    notes.set(subject, kept);
    for (const [name, note] of Object.entries(written)) {
      if (note === undefined) kept.delete(name);
      else kept.set(name, note);
    }
    return Promise.resolve();
  };
  return {
    read: (subjects) =>
      Promise.resolve(
        subjects.map((subject) => ({
          turn: turns.get(subject) ?? 0,
          notes: new Map(
            [...(notes.get(subject) ?? [])].flatMap(([name, note]) =>
              isOver(note) ? [] : [[name, note.value] as const],
            ),
          ),
        })),
      ),
    write,
    jot: write,
    turn(subject) {
      turns.set(subject, (turns.get(subject) ?? 0) + 1);
      return Promise.resolve();
    },
    tidy() {
      for (const kept of notes.values()) {
        for (const [name, note] of kept) if (isOver(note)) kept.delete(name);
      }
      return Promise.resolve();
    },
  };
}
