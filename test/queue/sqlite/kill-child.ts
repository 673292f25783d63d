/**
 * A process that works under load and is killed at a step: `node kill-child.ts <directory> <round>
 * <step>`. It notes in `<directory>/notes` what it has answered for and what it has handled. With no
 * step it adds nothing, works until nothing is left and ends.
 */
import { appendFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

import type { Handler, Queue } from "../../../src/ports/job-store.ts";
import { openSqliteJobStore } from "../../../src/queue/sqlite/sqlite-job-store.ts";
import { systemClock } from "../../../src/queue/system-clock.ts";

interface Demand {
  readonly version: number;
  readonly rewrite: boolean;
}

const [directory = "", round = "", step = ""] = process.argv.slice(2);
const retries = { tries: 100, first: 5, most: 20 };
const deliveries: Queue<string> = { name: "delivery", retries };
const gates: Queue<Demand> = {
  name: "gate",
  retries,
  merge: (waiting, next) => ({ ...next, rewrite: waiting.rewrite || next.rewrite }),
};

/** How often a step is let pass first, so that each round dies in another place. */
let passes = [7, 23, 41][Number(round)] ?? Infinity;

function reach(reached: string): void {
  if (reached === step && passes-- === 0) process.kill(process.pid, "SIGKILL");
}

function note(what: string, ...about: (string | number | boolean)[]): void {
  appendFileSync(`${directory}/notes`, `${[what, ...about].join(" ")}\n`);
}

const exec = Reflect.get(DatabaseSync.prototype, "exec");
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string): void {
  if (sql === "COMMIT") reach("before a commit");
  exec.call(this, sql);
  if (sql === "COMMIT") reach("after a commit");
};

const store = openSqliteJobStore({
  directory,
  queues: [deliveries, gates],
  clock: systemClock,
  random: Math.random,
  report: (error) => note("trouble", String(error)),
});

const running = new Set<string>();

/** Fails now and then. */
const handle =
  <Data>(describe: (data: Data) => string): Handler<Data> =>
  async (job) => {
    const name = job.key ?? job.id ?? "";
    if (running.has(name)) note("twice-at-once", name);
    running.add(name);
    try {
      reach("as a handler begins");
      await sleep(Math.random() * 3);
      reach("while a handler runs");
      if (Math.random() < 0.2) throw new Error("now and then");
      note("handled", describe(job.data));
      reach("before a completion");
    } catch (error) {
      reach("before a failure");
      throw error;
    } finally {
      running.delete(name);
    }
  };

const options = { concurrency: 5, lease: 60_000, limit: 60_000 };
store.work(
  deliveries,
  options,
  handle<string>((id) => id),
);
store.work(
  gates,
  options,
  handle<Demand>(({ version, rewrite }) => `gate ${version} ${rewrite}`),
);

async function demand(version: number, rewrite: boolean): Promise<void> {
  await store.put(gates, { key: "o/r#1", data: { version, rewrite } });
  note("answered", "gate", version, rewrite);
  reach("after a fold");
}

async function addOnAndOn(): Promise<never> {
  for (let index = 0; ; index++) {
    const ids = Array.from({ length: 4 }, (_, twin) => `${round}-${index}-${twin}`);
    const version = Number(round) * 1_000_000 + index;
    const rewrite = index % 7 === 0;
    await Promise.all([
      ...ids.map(async (id) => {
        await store.add(deliveries, { id, data: id, group: id.slice(-1) });
        note("answered", id);
        reach("after an answer");
      }),
      demand(version, rewrite),
    ]);
    await sleep(1);
  }
}

if (step === "") {
  const left = async (): Promise<number> => {
    const counts = await store.counts();
    return counts.reduce((sum, { due, later, active }) => sum + due + later + active, 0);
  };
  while ((await left()) > 0) await sleep(5);
  for (const { dead } of await store.counts()) note("dead", dead);
  await store.close();
  note("finished");
} else {
  await addOnAndOn();
}
