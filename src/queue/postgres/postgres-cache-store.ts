import type { Pool } from "pg";

import type { CacheStore } from "../../ports/cache-store.ts";
import { everySoMany, SLACK } from "../every-so-many.ts";
import { migrate } from "./migrate.ts";
import { inTransaction } from "./transaction.ts";

export interface PostgresCacheOptions {
  /** Closed by whoever opened it. */
  readonly pool: Pool;
  /** The schema in which everything stands; it exists. */
  readonly schema: string;
  readonly mostBytes: number;
}

interface Found {
  readonly seq: number;
  readonly key: string;
  readonly bytes: Buffer;
  /** In milliseconds. */
  readonly lasts: number | null;
  /** The latest of all groups. */
  readonly last: number;
}

type Row = Found | { readonly key: null; readonly last: number };

/** The cache that replicas share. Its tables keep no log: after a crash of the server they are empty. */
export async function openPostgresCacheStore({
  pool,
  schema,
  mostBytes,
}: PostgresCacheOptions): Promise<CacheStore> {
  await migrate(pool, { schema, part: "cache", steps: cacheSteps(schema) });
  const [entry, used] = [`${schema}.mltrl_cache`, `${schema}.mltrl_cache_used`];
  const isTimeToEvict = everySoMany(mostBytes * SLACK);
  return {
    async read(group, after, most) {
      const { rows } = await pool.query<Row>(
        `WITH latest AS (
           SELECT seq, key, bytes, until, sum(length(bytes)) OVER (ORDER BY seq DESC) AS total
           FROM ${entry} WHERE "group" = $1 AND seq > $2 AND (until IS NULL OR until > now()))
         SELECT seq::float8 AS seq, key, bytes, last,
           extract(epoch FROM until - now())::float8 * 1000 AS lasts
         FROM (SELECT coalesce(max(seq), 0)::float8 AS last FROM ${entry}) AS all_entries
           LEFT JOIN latest ON total <= $3
         ORDER BY seq`,
        [group, after, most],
      );
      const found = rows.filter((row): row is Found => row.key !== null);
      if (found.length > 0) {
        await pool.query(`UPDATE ${used} SET at = clock_timestamp() WHERE "group" = $1`, [group]);
      }
      // After a crash of the server numbers begin anew.
      const [{ last } = { last: after }] = rows;
      return {
        entries: found.map(({ key, bytes, lasts }) => ({
          key,
          bytes,
          ...(lasts !== null && { lasts }),
        })),
        mark: found.at(-1)?.seq ?? Math.min(after, last),
      };
    },
    keep: (group, entries) =>
      inTransaction(pool, async (client) => {
        // One after the other, so that sizes are right and nobody waits for somebody who waits for him.
        await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
          `${schema} cache`,
        ]);
        // Before what takes its place, which finds no room in one statement with it.
        await client.query(
          `WITH over AS (
             DELETE FROM ${entry} WHERE "group" = $1 AND until <= clock_timestamp()
               RETURNING length(bytes) AS size)
           UPDATE ${used} SET size = size - (SELECT coalesce(sum(size), 0) FROM over)
             WHERE "group" = $1`,
          [group],
        );
        await client.query(
          `WITH new AS (
             INSERT INTO ${entry} ("group", key, bytes, until)
               SELECT $1, key, bytes, clock_timestamp() + lasts * interval '1 millisecond'
               FROM unnest($2::text[], $3::bytea[], $4::float8[]) AS e (key, bytes, lasts)
               ON CONFLICT DO NOTHING RETURNING length(bytes) AS size)
           INSERT INTO ${used} AS u SELECT $1, clock_timestamp(), coalesce(sum(size), 0) FROM new
             ON CONFLICT ("group") DO UPDATE SET at = excluded.at, size = u.size + excluded.size`,
          [
            group,
            entries.map(({ key }) => key),
            entries.map(({ bytes }) => Buffer.from(bytes)),
            entries.map(({ lasts = null }) => lasts),
          ],
        );
        if (!isTimeToEvict(entries.reduce((sum, { bytes }) => sum + bytes.length, 0))) return;
        await client.query(
          `WITH gone AS (
             DELETE FROM ${used} WHERE "group" IN (
               SELECT "group" FROM (
                 SELECT "group", sum(size) OVER (ORDER BY at DESC, "group") AS total FROM ${used}) AS t
               WHERE total > $1)
             RETURNING "group")
           DELETE FROM ${entry} WHERE "group" IN (SELECT "group" FROM gone)`,
          [mostBytes],
        );
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
  `
  ALTER TABLE ${name}.mltrl_cache ADD COLUMN until timestamptz;
  CREATE INDEX mltrl_cache_until ON ${name}.mltrl_cache ("group", until) WHERE until IS NOT NULL;
`,
];
