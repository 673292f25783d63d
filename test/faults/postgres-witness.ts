import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";
import { identify } from "../../src/queue/postgres/stored-job.ts";
import { type CutProxy, startCutProxy } from "../support/cut-proxy.ts";
import { byPlan, type StoreWitness } from "./store-witness.ts";

/** A database that replicas share, each by a line of its own. */
export interface PostgresWitness extends StoreWitness {
  /** The lines of the replicas, in the order in which they came. */
  readonly lines: readonly CutProxy[];
}

const JOBS = "mltrl.job_common";

/** Statements that take jobs or change them. */
const CHANGES = /\bmltrl_take\b|\b(INSERT INTO|UPDATE|DELETE FROM) mltrl\.job/;

/** Sessions of processes that are gone end by themselves within this time, in milliseconds. */
const PATIENCE = 20_000;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

/** @param url of a database that nothing else is in */
export async function postgresWitness(url: string): Promise<PostgresWitness> {
  const directory = await mkdtemp(join(tmpdir(), "mltrl-killed-"));
  const pool = new Pool({ connectionString: url, application_name: "witness" });
  const lines: CutProxy[] = [];
  return {
    lines,
    async access() {
      const behind = new URL(url);
      const line = await startCutProxy(Number(behind.port));
      lines.push(line);
      behind.port = String(line.port);
      return {
        directory,
        environment: { DATABASE_URL: behind.href },
        onWrite: (tell) =>
          line.listen((sent) => {
            if (CHANGES.test(sent.toString("latin1"))) tell();
          }),
        close: () => line.close(),
      };
    },
    async stored() {
      const { rows } = await pool.query<Row>(`SELECT id, name, state FROM ${JOBS}`);
      const handled = rows.filter(
        ({ name, state }) => name === "deliveries" && state === "completed",
      );
      const done = new Set(handled.map(({ id }) => id));
      return {
        active: inState(rows, "active"),
        dead: inState(rows, "failed"),
        ...byPlan(inState(rows, "created", "retry")),
        isDone: (guid) => done.has(identify("id", guid)),
      };
    },
    async running(queue) {
      const count = `SELECT count(*)::int AS n FROM ${JOBS} WHERE name = $1 AND state = 'active'`;
      const { rows } = await pool.query<{ readonly n: number }>(count, [queue]);
      return rows[0]?.n ?? 0;
    },
    async forgetDead() {
      await pool.query(
        `UPDATE ${JOBS} SET heartbeat_on = heartbeat_on - interval '1 hour' WHERE state = 'active'`,
      );
    },
    async close() {
      // Whoever drops the database finds nobody in it.
      const others = `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'witness'`;
      for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(20)) {
        const { rowCount } = await pool.query(others);
        if (rowCount === 0) break;
      }
      await pool.end();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function inState(rows: readonly Row[], ...states: readonly string[]): string[] {
  return rows.filter(({ state }) => states.includes(state)).map(({ name }) => name);
}
