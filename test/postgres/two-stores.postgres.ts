import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Pool } from "pg";

import type { Job, JobStore } from "../../src/ports/job-store.ts";
import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresJobStore } from "../../src/queue/postgres/postgres-job-store.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { deliveries, gates } from "../ports/job-store-contract.ts";
import { databaseUrl, freshSchema } from "./schema.ts";

const options = { concurrency: 5, lease: 60_000, limit: 60_000 };

let schema: string;
let pool: Pool;
let one: JobStore;
let other: JobStore;
beforeEach(async () => {
  schema = freshSchema();
  pool = openPool({ url: databaseUrl(), report: () => undefined });
  [one, other] = await Promise.all([open(), open()]);
});
afterEach(async () => {
  await Promise.all([one.close(0), other.close(0)]);
  await pool.query(`DROP SCHEMA ${schema} CASCADE`);
  await pool.end();
});

function open(): Promise<JobStore> {
  return openPostgresJobStore({
    pool,
    schema,
    queues: [deliveries, gates],
    clock: systemClock,
    random: () => 0,
    report: () => undefined,
  });
}

interface Run {
  readonly job: Job<string>;
  readonly signal: AbortSignal;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
}

/** Lets a store work on deliveries, whose runs the test ends. */
function work(store: JobStore) {
  const runs: Run[] = [];
  const worker = store.work(
    deliveries,
    options,
    (job, signal) =>
      new Promise<void>((resolve, reject) => {
        runs.push({ job, signal, end: resolve, fail: reject });
      }),
  );
  const first = async (): Promise<Run> => {
    for (let attempt = 0; attempt < 500; attempt++) {
      const [run] = runs;
      if (run !== undefined) return run;
      await sleep(20);
    }
    throw new Error("nothing ran");
  };
  return { runs, worker, first };
}

describe("a replica that fell silent and whose job another one took over", () => {
  test.each([
    ["ends it", (run: Run) => run.end()],
    ["fails", (run: Run) => run.fail(new Error("late"))],
    ["stops", () => undefined],
  ])("is not heard when it %s at last", async (_, say) => {
    await one.add(deliveries, { id: "a", data: "a" });
    const silent = work(one);
    const late = await silent.first();
    await pool.query(`UPDATE ${schema}.job SET heartbeat_on = now() - interval '10 minutes'`);
    const next = work(other);
    expect((await next.first()).job).toMatchObject({ id: "a", attempt: 2 });
    say(late);
    await silent.worker.stop(0);
    expect(await other.counts()).toMatchObject([{ active: 1, due: 0, later: 0, dead: 0 }]);
    (await next.first()).end();
    await next.worker.stop();
    expect(await other.add(deliveries, { id: "a", data: "a" })).toBe("duplicate");
    expect(await other.counts()).toEqual([]);
  });
});

describe("jobs that come all at once", () => {
  test("are each told apart, whichever replica they come to", async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `id-${index % 300}`);
    const answers = await Promise.all(
      ids.map((id, index) => (index % 2 === 0 ? one : other).add(deliveries, { id, data: id })),
    );
    expect(answers.filter((answer) => answer === "added").length).toBe(300);
    expect(await one.counts()).toMatchObject([{ queue: "delivery", due: 300 }]);
  });

  test("are written in parts that a statement can bear", async () => {
    const data = "x".repeat(3_000_000);
    await Promise.all([
      ...["a", "b", "c", "d"].map((id) => one.add(deliveries, { id, data })),
      one.add(gates, { id: "e", data: { head: "1" } }),
    ]);
    expect(await one.counts()).toMatchObject([
      { queue: "delivery", due: 4 },
      { queue: "gate", due: 1 },
    ]);
  });

  test("of one key fold into one, whoever puts them", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? one : other).put(gates, {
          key: "k",
          data: { head: String(index), rewrite: index === 7 },
        }),
      ),
    );
    expect(await one.counts()).toMatchObject([{ queue: "gate", due: 1 }]);
    const seen = Promise.withResolvers<unknown>();
    one.work(gates, options, (job) => Promise.resolve(seen.resolve(job.data)));
    expect(await seen.promise).toMatchObject({ rewrite: true });
  });
});

test("a dead letter that two give up or run again is dealt with once", async () => {
  await one.add(deliveries, { id: "a", data: "a" });
  const worker = one.work(deliveries, options, () => Promise.reject(new Error("no")));
  let letters = await one.dead(deliveries);
  for (let attempt = 0; letters.length === 0 && attempt < 500; attempt++) {
    await sleep(20);
    letters = await one.dead(deliveries);
  }
  await worker.stop();
  const deadId = letters[0]?.deadId ?? "none";
  const answers = await Promise.all([one.retry(deadId), other.retry(deadId), one.retry(deadId)]);
  expect(answers.filter(Boolean).length).toBe(1);
  expect(await other.counts()).toMatchObject([{ due: 1, dead: 0 }]);
  expect(await one.discard(deadId)).toBe(false);
});
