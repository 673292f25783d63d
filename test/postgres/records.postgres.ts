import { expect, test } from "@jest/globals";

import { openPostgresRecords } from "../../src/queue/postgres/postgres-records.ts";
import { recordsContract } from "../ports/records-contract.ts";
import { openSchema } from "./own-schema.ts";

recordsContract("PostgreSQL", async () => {
  const { pool, schema, drop } = await openSchema();
  const other = (await openPostgresRecords({ pool, schema }))(43);
  await other.append({ name: "000009-9-eeeeeeeeeeee.json", text: "{}", message: "" }, undefined);
  return {
    store: async () => (await openPostgresRecords({ pool, schema }))(42),
    close: drop,
  };
});

test("records in PostgreSQL that are not there, or whose database is away, are unavailable and say why", async () => {
  const { pool, schema, drop } = await openSchema();
  const store = (await openPostgresRecords({ pool, schema }))(42);
  expect(await store.text({ name: "none.json", id: "0" })).toMatchObject({
    state: "unavailable",
    reason: "the records in the database: there is none of the name none.json",
  });
  await drop();
  expect(await store.list()).toMatchObject({ state: "unavailable" });
});
