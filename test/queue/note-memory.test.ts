import { createNoteMemory } from "../../src/queue/note-memory.ts";
import { describeNoteStore } from "../ports/note-store-contract.ts";

describeNoteStore("notes in memory", (clock) => {
  const store = createNoteMemory(clock);
  return { store, again: () => store, close: () => undefined };
});
