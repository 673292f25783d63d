import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import type { Pool } from "pg";

import { migrate } from "../../src/queue/postgres/migrate.ts";
import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresCacheStore } from "../../src/queue/postgres/postgres-cache-store.ts";
import { type AppProcesses, startAppProcesses } from "./app-processes.ts";
import { createDatabase } from "./own-database.ts";

jest.setTimeout(90_000);

let database: Awaited<ReturnType<typeof createDatabase>>;
let pool: Pool;
let apps: AppProcesses;
beforeEach(async () => {
  database = await createDatabase();
  pool = openPool({ url: database.url, report: () => undefined });
  apps = await startAppProcesses(database.url);
});
afterEach(async () => {
  await apps.close();
  await pool.end();
  await database.drop();
});

/** What the first version made of the cache, the one part that has changed since, with what it kept there. */
const FIRST_CACHE = `
  CREATE UNLOGGED TABLE mltrl.mltrl_cache (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "group" text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    bytes bytea NOT NULL,
    UNIQUE ("group", key)
  );
  CREATE INDEX mltrl_cache_group ON mltrl.mltrl_cache ("group", seq);
  CREATE UNLOGGED TABLE mltrl.mltrl_cache_used (
    "group" text COLLATE "C" PRIMARY KEY,
    at timestamptz NOT NULL,
    size bigint NOT NULL
  );
  INSERT INTO mltrl.mltrl_cache ("group", key, bytes) VALUES ('0.0.9 5', 'blob b1', '\\x07');
  INSERT INTO mltrl.mltrl_cache_used VALUES ('0.0.9 5', now(), 1);
`;

async function leaveFirstVersion(): Promise<void> {
  await pool.query("CREATE SCHEMA mltrl");
  await migrate(pool, { schema: "mltrl", part: "cache", steps: [FIRST_CACHE] });
}

test.each([
  ["an empty database", () => Promise.resolve()],
  ["a database of the first version", leaveFirstVersion],
])(
  "two replicas that start at once on %s both come up, and what either hears of is done",
  async (_, prepare) => {
    await prepare();
    const [one, other] = await apps.start(2);
    if (one === undefined || other === undefined) throw new Error("two were started");
    expect(await apps.judgedWhenHeardBy(one)).toBe("success");
    expect(await apps.judgedWhenHeardBy(other)).toBe("success");
    await one.stop();
    expect(await one.code).toBe(0);
    expect(await apps.judgedWhenHeardBy(other)).toBe("success");
    const { rows } = await pool.query("SELECT part, version FROM mltrl.mltrl_version ORDER BY 1");
    expect(rows).toEqual([
      { part: "cache", version: 2 },
      { part: "jobs", version: 1 },
      { part: "notes", version: 1 },
      { part: "records", version: 1 },
    ]);
  },
);

test("what a replica of the first version says to its cache is understood once a newer one has brought it up", async () => {
  await leaveFirstVersion();
  await openPostgresCacheStore({ pool, schema: "mltrl", mostBytes: 1000 });
  const kept = await pool.query(
    `WITH new AS (
       INSERT INTO mltrl.mltrl_cache ("group", key, bytes)
         SELECT $1, * FROM unnest($2::text[], $3::bytea[])
         ON CONFLICT DO NOTHING RETURNING length(bytes) AS size)
     INSERT INTO mltrl.mltrl_cache_used AS u SELECT $1, clock_timestamp(), coalesce(sum(size), 0) FROM new
       ON CONFLICT ("group") DO UPDATE SET at = excluded.at, size = u.size + excluded.size`,
    ["0.0.9 5", ["blob b1", "blob b2"], [Buffer.of(1), Buffer.of(2)]],
  );
  expect(kept.rowCount).toBe(1);
  const { rows } = await pool.query(
    `WITH latest AS (
       SELECT seq, key, bytes, sum(length(bytes)) OVER (ORDER BY seq DESC) AS total
       FROM mltrl.mltrl_cache WHERE "group" = $1 AND seq > $2)
     SELECT seq::float8 AS seq, key, bytes FROM latest WHERE total <= $3 ORDER BY latest.seq`,
    ["0.0.9 5", 0, 1000],
  );
  expect(rows).toMatchObject([
    { key: "blob b1", bytes: Buffer.of(7) },
    { key: "blob b2", bytes: Buffer.of(2) },
  ]);
});
