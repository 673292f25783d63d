import { expect, test } from "@jest/globals";

import { openPostgresCacheStore } from "../../src/queue/postgres/postgres-cache-store.ts";
import { describeCacheStore } from "../ports/cache-store-contract.ts";
import { openSchema } from "./own-schema.ts";

describeCacheStore("a cache in PostgreSQL", async (mostBytes) => {
  const { pool, schema, drop } = await openSchema();
  const open = () => openPostgresCacheStore({ pool, schema, mostBytes });
  return { store: await open(), again: open, close: drop };
});

test("a cache that a crash of the server has emptied is read from its beginning", async () => {
  const { pool, schema, drop } = await openSchema();
  const store = await openPostgresCacheStore({ pool, schema, mostBytes: 1000 });
  const entries = ["one", "two"].map((key) => ({ key, bytes: Uint8Array.of(1) }));
  await store.keep("a", entries);
  const { mark } = await store.read("a", 0, 1000);
  await pool.query(`TRUNCATE ${schema}.mltrl_cache, ${schema}.mltrl_cache_used RESTART IDENTITY`);
  const afterwards = await store.read("a", mark, 1000);
  await store.keep("a", entries.slice(0, 1));
  expect((await store.read("a", afterwards.mark, 1000)).entries).toHaveLength(1);
  await drop();
});
