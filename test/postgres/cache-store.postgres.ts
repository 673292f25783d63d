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
