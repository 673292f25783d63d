import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { databaseUrl, freshSchema } from "./schema.ts";

/** A schema of a test's own, with what to reach it by; `drop` takes both away. */
export async function openSchema() {
  const schema = freshSchema();
  const pool = openPool({ url: databaseUrl(), report: () => undefined });
  await pool.query(`CREATE SCHEMA ${schema}`);
  return {
    pool,
    schema,
    drop: async () => {
      await pool.query(`DROP SCHEMA ${schema} CASCADE`);
      await pool.end();
    },
  };
}
