import type { Pool } from "pg";
import { PgBoss, type Db } from "pg-boss";

import { refuseNewer } from "./migrate.ts";

/** The version of pg-boss's own schema that its release in use makes; a test holds it to that. */
const BOSS_SCHEMA = 46;

/** Building an index over many jobs takes longer than any question may. */
const MIGRATE_WITHIN = 600_000;

export interface BossOptions {
  readonly pool: Pool;
  readonly schema: string;
  readonly queues: readonly string[];
  readonly report: (error: unknown) => void;
}

/**
 * Starts pg-boss over connections of ours and brings its tables up. Its own workers, schedules and
 * monitors rest: jobs that fell silent are ours to judge.
 */
export async function openBoss({ pool, schema, queues, report }: BossOptions): Promise<PgBoss> {
  let starting = true;
  const db: Db = {
    executeSql: (text, values) =>
      pool.query({
        text,
        values: values ?? [],
        ...(starting && { query_timeout: MIGRATE_WITHIN }),
      }),
  };
  const boss = new PgBoss({
    db,
    schema,
    supervise: false,
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
  });
  boss.on("error", report);
  if (await boss.isInstalled()) {
    const found = (await boss.schemaVersion()) ?? 0;
    refuseNewer({ schema, part: "pg-boss tables", found, known: BOSS_SCHEMA });
  }
  await boss.start();
  await createQueues(boss, queues);
  starting = false;
  return boss;
}

/**
 * Of a stately queue at most one job of a key waits and at most one runs, by an index of the database.
 * No job runs again by itself or is deleted by age, as both are decided here.
 */
async function createQueues(boss: PgBoss, queues: readonly string[]): Promise<void> {
  const known = new Set((await boss.getQueues([...queues])).map(({ name }) => name));
  for (const name of queues)
    if (!known.has(name)) await boss.createQueue(name, { policy: "stately", retryLimit: 0 });
}
