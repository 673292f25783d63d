import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Pool } from "pg";

import type { JobStore, Queue } from "../../src/ports/job-store.ts";
import { migrate } from "../../src/queue/postgres/migrate.ts";
import { openBoss } from "../../src/queue/postgres/open-boss.ts";
import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresJobStore } from "../../src/queue/postgres/postgres-job-store.ts";
import { jobSteps } from "../../src/queue/postgres/schema-steps.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { type Demand, deliveries, gates } from "../ports/job-store-contract.ts";
import { databaseUrl, freshSchema } from "./schema.ts";

let pool: Pool;
let schema: string;
const errors: Error[] = [];
const stores: JobStore[] = [];
function report(error: unknown): void {
  errors.push(Error.isError(error) ? error : new Error(String(error)));
}

beforeEach(() => {
  pool = openPool({ url: databaseUrl(), report });
  schema = freshSchema();
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close(0)));
  await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await pool.end();
  const [error] = errors.splice(0);
  if (error !== undefined) throw error;
});

async function open(
  queues: readonly (Queue<string> | Queue<Demand>)[] = [deliveries, gates],
): Promise<JobStore> {
  const store = await openPostgresJobStore({
    pool,
    schema,
    queues,
    clock: systemClock,
    random: Math.random,
    report,
  });
  stores.push(store);
  return store;
}

describe("the schema of the PostgreSQL job store", () => {
  test("is that of the release of pg-boss in use", async () => {
    const boss = await openBoss({ pool, schema, queues: [], report: () => undefined });
    const version = await boss.schemaVersion();
    await boss.stop({ graceful: false });
    await pool.query(`UPDATE ${schema}.version SET version = $1`, [Number(version) + 1]);
    await expect(open()).rejects.toThrow(
      `The schema ${schema} of the database has version ${Number(version) + 1} of its pg-boss tables; ` +
        `this version of mltrl-gate reads up to ${version}. Start the newer version again.`,
    );
  });

  test("is refused where a newer version has changed it", async () => {
    await (await open()).close();
    await pool.query(`UPDATE ${schema}.mltrl_version SET version = 99`);
    await expect(open()).rejects.toThrow(
      `has version 99 of its jobs; this version of mltrl-gate reads up to ${jobSteps("x").length}`,
    );
  });

  test("is made once by replicas that start together, and found by those that come later", async () => {
    const together = await Promise.all([open(), open(), open()]);
    expect(await together[0]?.add(deliveries, { id: "a", data: "a" })).toBe("added");
    expect(await together[2]?.add(deliveries, { id: "a", data: "a" })).toBe("duplicate");
    await Promise.all(together.map((store) => store.close()));
    const later = await open();
    expect(await later.counts()).toMatchObject([{ queue: "delivery", due: 1 }]);
    await later.close();
  });

  test("takes each step once, all that are new or none of them", async () => {
    await pool.query(`CREATE SCHEMA ${schema}`);
    const part = { schema, part: "trial" };
    const first = `CREATE TABLE ${schema}.trial (n integer)`;
    const second = `INSERT INTO ${schema}.trial VALUES (1)`;
    await migrate(pool, { ...part, steps: [first] });
    await expect(migrate(pool, { ...part, steps: [first, second, "nonsense"] })).rejects.toThrow(
      "syntax error",
    );
    expect((await pool.query(`SELECT * FROM ${schema}.trial`)).rows).toEqual([]);
    await migrate(pool, { ...part, steps: [first, second] });
    await migrate(pool, { ...part, steps: [first, second] });
    expect((await pool.query(`SELECT * FROM ${schema}.trial`)).rows).toEqual([{ n: 1 }]);
  });
});

test("a connection that breaks while nobody uses it is told without what it was made with", async () => {
  const told = Promise.withResolvers<unknown>();
  const broken = openPool({ url: databaseUrl(), report: told.resolve });
  const { rows } = await broken.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  await pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
  const error = await told.promise;
  expect(error).toEqual(
    new Error("a connection broke: terminating connection due to administrator command"),
  );
  expect(Object.keys(error as object)).toEqual([]);
  await broken.end();
});

describe("the PostgreSQL job store", () => {
  test("refuses two queues of one name", async () => {
    await expect(open([deliveries, deliveries])).rejects.toThrow("two queues have one name");
  });

  test("keeps jobs of a queue that this process does not know", async () => {
    const store = await open();
    await store.add(deliveries, { id: "a", data: "a" });
    await store.close();
    const other = await open([gates]);
    expect(await other.counts()).toMatchObject([{ queue: "delivery", due: 1 }]);
    await other.close();
  });

  test("bears whatever names and texts there are", async () => {
    const store = await open();
    const hostile = "\u0000\uD800'\"\\ é\n".repeat(2_000);
    const taken: unknown[] = [];
    await store.add(deliveries, { id: hostile, data: hostile, group: "é'\\" });
    expect(await store.add(deliveries, { id: hostile, data: "again" })).toBe("duplicate");
    store.work(deliveries, { concurrency: 1, lease: 30_000, limit: 60_000 }, (job) => {
      taken.push(job);
      return Promise.resolve();
    });
    await store.put(deliveries, { key: `${hostile} key`, data: hostile });
    const deadline = Date.now() + 10_000;
    while (taken.length < 2 && Date.now() < deadline) await new Promise(setImmediate);
    // Groups take turns, whichever is the first.
    const unkeyed = { id: hostile, data: hostile, group: "é'\\" };
    const keyed = { key: `${hostile} key`, data: hostile };
    expect(taken.length).toBe(2);
    expect(taken).toContainEqual(expect.objectContaining(unkeyed));
    expect(taken).toContainEqual(expect.objectContaining(keyed));
    await store.close();
  });

  test("lets go of the data of what is done, and remembers that it is", async () => {
    const store = await open();
    await store.add(deliveries, { id: "a", data: "a" });
    const done = Promise.withResolvers<void>();
    const worker = store.work(deliveries, { concurrency: 1, lease: 30_000, limit: 60_000 }, () =>
      Promise.resolve(done.resolve()),
    );
    await done.promise;
    await worker.stop();
    await store.forget(Date.now());
    const { rows } = await pool.query(`SELECT state, data FROM ${schema}.job`);
    expect(rows).toEqual([{ state: "completed", data: null }]);
    expect(await store.add(deliveries, { id: "a", data: "a" })).toBe("duplicate");
    await store.close();
  });

  test("finds the next job without reading those in between", async () => {
    const store = await open();
    await store.close();
    await pool.query(
      `INSERT INTO ${schema}.job (name, state, policy, singleton_key, group_id, data, start_after)
       SELECT 'gate', 'created', 'stately', n::text, '.' || (n % 5), '{}',
         now() + CASE WHEN n % 2 = 0 THEN interval '-1 day' ELSE interval '1 day' END
       FROM generate_series(1, 20000) AS n`,
    );
    await pool.query(`ANALYZE ${schema}.job_common`);
    const client = await pool.connect();
    const before = await readRows(client);
    await client.query(
      `SELECT ${schema}.mltrl_take('gate', '{}', '{}', interval '30 s', 5, '', NULL)`,
    );
    const after = await readRows(client);
    client.release();
    expect(after.scans).toBe(before.scans); // of the whole table
    expect(after.rows - before.rows).toBeLessThan(200);
  });
});

/** What this session has read of the jobs so far. */
async function readRows(client: {
  query: (sql: string) => Promise<{ rows: { scans: string; rows: string }[] }>;
}): Promise<{ readonly scans: number; readonly rows: number }> {
  const { rows } = await client.query(
    `SELECT pg_stat_get_xact_numscans(c.oid) AS scans, sum(pg_stat_get_xact_tuples_fetched(i.indexrelid)) AS rows
     FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid WHERE c.oid = '${schema}.job_common'::regclass
     GROUP BY c.oid`,
  );
  return { scans: Number(rows[0]?.scans), rows: Number(rows[0]?.rows) };
}
