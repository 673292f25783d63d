import { openPostgresNoteStore } from "../../src/queue/postgres/postgres-note-store.ts";
import { describeNoteStore } from "../ports/note-store-contract.ts";
import { openSchema } from "./own-schema.ts";

describeNoteStore("notes in PostgreSQL", async (clock) => {
  const { pool, schema, drop } = await openSchema();
  const open = () => openPostgresNoteStore({ pool, schema, clock });
  return { store: await open(), again: open, close: drop };
});
