import type { Pool } from "pg";

import type { CacheStore } from "../../ports/cache-store.ts";
import { migrate } from "./migrate.ts";
import { inTransaction } from "./transaction.ts";

export interface PostgresCacheOptions {
  /** Closed by whoever opened it. */
  readonly pool: Pool;
  /** The schema in which everything stands; it exists. */
  readonly schema: string;
  readonly mostBytes: number;
}

/** The cache that replicas share. Its tables keep no log: after a crash of the server they are empty. */
export async function openPostgresCacheStore({
  pool,
  schema,
  mostBytes,
}: PostgresCacheOptions): Promise<CacheStore> {
  await migrate(pool, { schema, part: "cache", steps: cacheSteps(schema) });
  const [entry, used] = [`${schema}.mltrl_cache`, `${schema}.mltrl_cache_used`];
  return {
    async read(group, after, most) {
      const { rows } = await pool.query<{
        readonly seq: number;
        readonly key: string;
        readonly bytes: Buffer;
      }>(
        `WITH latest AS (
           SELECT seq, key, bytes, sum(length(bytes)) OVER (ORDER BY seq DESC) AS total
           FROM ${entry} WHERE "group" = $1 AND seq > $2)
         SELECT seq::float8 AS seq, key, bytes FROM latest WHERE total <= $3 ORDER BY latest.seq`,
        [group, after, most],
      );
      if (rows.length > 0) {
        await pool.query(`UPDATE ${used} SET at = clock_timestamp() WHERE "group" = $1`, [group]);
      }
      return { entries: rows, mark: rows.at(-1)?.seq ?? after };
    },
    keep: (group, entries) =>
      inTransaction(pool, async (client) => {
        // One after the other, so that sizes are right and nobody waits for somebody who waits for him.
        await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
          `${schema} cache`,
        ]);
        await client.query(
          `WITH new AS (
             INSERT INTO ${entry} ("group", key, bytes)
               SELECT $1, * FROM unnest($2::text[], $3::bytea[])
               ON CONFLICT DO NOTHING RETURNING length(bytes) AS size)
           INSERT INTO ${used} AS u SELECT $1, clock_timestamp(), coalesce(sum(size), 0) FROM new
             ON CONFLICT ("group") DO UPDATE SET at = excluded.at, size = u.size + excluded.size`,
          [group, entries.map(({ key }) => key), entries.map(({ bytes }) => Buffer.from(bytes))],
        );
        for (;;) {
          const { rowCount } = await client.query(
            `WITH gone AS (
               DELETE FROM ${used} WHERE (SELECT sum(size) FROM ${used}) > $1
                 AND "group" = (SELECT "group" FROM ${used} ORDER BY at LIMIT 1)
               RETURNING "group")
             DELETE FROM ${entry} WHERE "group" IN (SELECT "group" FROM gone)`,
            [mostBytes],
          );
          if ((rowCount ?? 0) === 0) return;
        }
      }),
  };
}

/** Steps from each version to the next; what was released is never changed. */
const cacheSteps = (name: string): readonly string[] => [
  `
  CREATE UNLOGGED TABLE ${name}.mltrl_cache (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "group" text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    bytes bytea NOT NULL,
    UNIQUE ("group", key)
  );
  CREATE INDEX mltrl_cache_group ON ${name}.mltrl_cache ("group", seq);
  CREATE UNLOGGED TABLE ${name}.mltrl_cache_used (
    "group" text COLLATE "C" PRIMARY KEY,
    at timestamptz NOT NULL,
    size bigint NOT NULL
  );
`,
];
