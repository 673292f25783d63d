import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresNoteStore } from "../../src/queue/postgres/postgres-note-store.ts";
import { describeNoteStore } from "../ports/note-store-contract.ts";
import { databaseUrl, freshSchema } from "./schema.ts";

describeNoteStore("notes in PostgreSQL", async (clock) => {
  const schema = freshSchema();
  const pool = openPool({ url: databaseUrl(), report: () => undefined });
  await pool.query(`CREATE SCHEMA ${schema}`);
  const open = () => openPostgresNoteStore({ pool, schema, clock });
  return {
    store: await open(),
    again: open,
    close: async () => {
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
});
