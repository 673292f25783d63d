/**
 * One of several replicas: `node replica.ts <url> <schema> <name> <notes>`. It works on both queues
 * until SIGTERM, and notes in a file that all share when a run begins and how it ends.
 */
import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import type { Handler } from "../../src/ports/job-store.ts";
import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresJobStore } from "../../src/queue/postgres/postgres-job-store.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { type Demand, deliveries, gates } from "./replica-queues.ts";

const [url = "", schema = "", name = "", notes = ""] = process.argv.slice(2);

function note(what: string, ...about: (string | number)[]): void {
  appendFileSync(notes, `${[what, name, ...about].join(" ")}\n`);
}

const report = (error: unknown): void => note("trouble", String(error).replaceAll("\n", " "));
const pool = openPool({ url, report });
const store = await openPostgresJobStore({
  pool,
  schema,
  queues: [deliveries, gates],
  clock: systemClock,
  random: Math.random,
  report,
});

const handle =
  <Data>(describe: (data: Data) => string, time: (data: Data) => number): Handler<Data> =>
  async (job, signal) => {
    const about = job.key ?? job.id ?? "";
    note("begin", about, describe(job.data));
    try {
      await sleep(time(job.data), undefined, { signal });
      note("end", about, describe(job.data));
    } catch (error) {
      note("broken-off", about);
      throw error;
    }
  };

const options = { concurrency: 4, lease: 4_000, limit: 60_000 };
store.work(
  deliveries,
  options,
  handle<string>(
    (id) => id,
    () => 5 + Math.random() * 20,
  ),
);
store.work(
  gates,
  options,
  handle<Demand>(
    ({ version }) => String(version),
    ({ takes }) => takes,
  ),
);
note("ready");
process.once("SIGTERM", () => {
  void store.close(2_000).then(() => pool.end());
});
