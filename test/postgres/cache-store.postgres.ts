import { expect, test } from "@jest/globals";

import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresCacheStore } from "../../src/queue/postgres/postgres-cache-store.ts";
import { describeCacheStore } from "../ports/cache-store-contract.ts";
import { databaseUrl, freshSchema } from "./schema.ts";

describeCacheStore("a cache in PostgreSQL", async (mostBytes) => {
  const schema = freshSchema();
  const pool = openPool({ url: databaseUrl(), report: () => undefined });
  await pool.query(`CREATE SCHEMA ${schema}`);
  const open = () => openPostgresCacheStore({ pool, schema, mostBytes });
  return {
    store: await open(),
    again: open,
    close: async () => {
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
});

test("a cache that a crash of the server has emptied is read from its beginning", async () => {
  const schema = freshSchema();
  const pool = openPool({ url: databaseUrl(), report: () => undefined });
  await pool.query(`CREATE SCHEMA ${schema}`);
  const store = await openPostgresCacheStore({ pool, schema, mostBytes: 1000 });
  const entries = ["one", "two"].map((key) => ({ key, bytes: Uint8Array.of(1) }));
  await store.keep("a", entries);
  const { mark } = await store.read("a", 0, 1000);
  await pool.query(`TRUNCATE ${schema}.mltrl_cache, ${schema}.mltrl_cache_used RESTART IDENTITY`);
  const afterwards = await store.read("a", mark, 1000);
  await store.keep("a", entries.slice(0, 1));
  expect((await store.read("a", afterwards.mark, 1000)).entries).toHaveLength(1);
  await pool.query(`DROP SCHEMA ${schema} CASCADE`);
  await pool.end();
});
