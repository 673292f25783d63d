import { setImmediate as nextTurn } from "node:timers/promises";

import { expect } from "@jest/globals";
import type { Pool } from "pg";

import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresJobStore } from "../../src/queue/postgres/postgres-job-store.ts";
import type { JobStore } from "../../src/ports/job-store.ts";
import type { JobStoreHarness } from "../ports/job-store-contract.ts";
import { deliveries, describeJobStore, gates, random } from "../ports/job-store-contract.ts";
import { createManualClock } from "../queue/manual-clock.ts";
import { databaseUrl, freshSchema } from "./schema.ts";

/** Longer than any lease of the suite: what a killed replica ran is left to others then. */
const lease = 30_000;

interface Replica {
  readonly pool: Pool;
  readonly store: JobStore;
  readonly errors: unknown[];
}

async function openHarness(): Promise<JobStoreHarness> {
  const schema = freshSchema();
  const clock = createManualClock(Date.parse("2026-01-01T00:00:00Z"));
  const admin = openPool({ url: databaseUrl(), report: () => undefined });
  const replicas: Replica[] = [];
  const gone: Replica[] = [];
  const open = async (): Promise<JobStore> => {
    const errors: unknown[] = [];
    const report = (error: unknown) => errors.push(error);
    const pool = openPool({ url: databaseUrl(), report });
    const options = { schema, queues: [deliveries, gates], clock, random: () => random, report };
    const opened = await openPostgresJobStore({ pool, ...options });
    replicas.push({ pool, store: opened, errors });
    return opened;
  };
  const store = await open();
  // The database goes by the test's clock as well: this function is where all of them ask the time.
  await admin.query(`CREATE TABLE ${schema}.test_clock (now timestamptz)`);
  await admin.query(`INSERT INTO ${schema}.test_clock VALUES ($1)`, [new Date(clock.now())]);
  await admin.query(
    `CREATE OR REPLACE FUNCTION ${schema}.job_now() RETURNS timestamptz LANGUAGE sql STABLE
     AS $$ SELECT now FROM ${schema}.test_clock $$`,
  );

  const isQuiet = (): boolean =>
    replicas.every(({ pool }) => pool.waitingCount === 0 && pool.idleCount === pool.totalCount);
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 12; quiet = isQuiet() ? quiet + 1 : 0) await nextTurn();
  };
  const advance = async (milliseconds: number): Promise<void> => {
    await admin.query(`UPDATE ${schema}.test_clock SET now = now + $1 * interval '1 ms'`, [
      milliseconds,
    ]);
    clock.advance(milliseconds);
  };
  return {
    store,
    crash: async () => {
      await settle();
      for (const replica of replicas.splice(0)) {
        cutOff(replica.pool);
        gone.push(replica);
      }
      await advance(lease);
      return open();
    },
    advance,
    now: () => clock.now(),
    settle,
    dispose: async () => {
      const all = [...replicas, ...gone];
      const closing = all.map(({ store: each }) => each.close());
      await settle();
      await advance(10_000); // the patience of those that still run
      await Promise.all(closing);
      for (const { pool } of all) await pool.end();
      await admin.query(`DROP SCHEMA ${schema} CASCADE`);
      await admin.end();
      expect(replicas.flatMap(({ errors }) => errors)).toEqual([]);
    },
  };
}

/** A process that is gone asks nothing any more, and has told nobody. */
function cutOff(pool: Pool): void {
  Object.assign(pool, { query: refuse, connect: refuse });
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("this replica is gone"));
}

describeJobStore("the PostgreSQL job store", openHarness);
