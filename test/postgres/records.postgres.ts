import { expect, test } from "@jest/globals";

import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresRecords } from "../../src/queue/postgres/postgres-records.ts";
import { recordsContract } from "../ports/records-contract.ts";
import { databaseUrl, freshSchema } from "./schema.ts";

recordsContract("PostgreSQL", async () => {
  const schema = freshSchema();
  const pool = openPool({ url: databaseUrl(), report: () => undefined });
  await pool.query(`CREATE SCHEMA ${schema}`);
  const other = (await openPostgresRecords({ pool, schema }))(43);
  await other.append({ name: "000009-9-eeeeeeeeeeee.json", text: "{}", message: "" }, undefined);
  return {
    store: async () => (await openPostgresRecords({ pool, schema }))(42),
    close: async () => {
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
});

test("records in PostgreSQL that are not there, or whose database is away, are unavailable and say why", async () => {
  const schema = freshSchema();
  const pool = openPool({ url: databaseUrl(), report: () => undefined });
  await pool.query(`CREATE SCHEMA ${schema}`);
  const store = (await openPostgresRecords({ pool, schema }))(42);
  expect(await store.text({ name: "none.json", id: "0" })).toMatchObject({
    state: "unavailable",
    reason: "the records in the database: there is none of the name none.json",
  });
  await pool.query(`DROP SCHEMA ${schema} CASCADE`);
  await pool.end();
  expect(await store.list()).toMatchObject({ state: "unavailable" });
});
