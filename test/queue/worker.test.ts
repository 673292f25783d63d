import { beforeEach, describe, expect, test } from "@jest/globals";
import { setImmediate as nextTurn } from "node:timers/promises";

import type { WorkOptions } from "../../src/ports/job-store.ts";
import type { AwakableWorker, JobSource } from "../../src/queue/worker.ts";
import { startWorker } from "../../src/queue/worker.ts";
import type { ManualClock } from "./manual-clock.ts";
import { createManualClock } from "./manual-clock.ts";

type Taken = Awaited<ReturnType<JobSource<string>["take"]>>;

const options: WorkOptions = { concurrency: 2, lease: 30_000, limit: 600_000 };
const nothing: Taken = { taken: [], lost: [], next: undefined };
const job = { id: "a", key: undefined, group: undefined, data: "a", attempt: 1 };

let clock: ManualClock;
let calls: string[];
let errors: unknown[];
/** What the source answers, in turn; then nothing. */
let answers: (Taken | Error)[];
let source: JobSource<string>;
let signals: AbortSignal[];
let ends: (() => void)[];

beforeEach(() => {
  clock = createManualClock();
  calls = [];
  errors = [];
  answers = [];
  signals = [];
  ends = [];
  source = {
    take: (alive, room) => {
      calls.push(`take ${room} [${alive.join()}]`);
      const answer = answers.shift() ?? nothing;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    complete: (run) => Promise.resolve(void calls.push(`complete ${run}`)),
    fail: (run, error) => Promise.resolve(void calls.push(`fail ${run}: ${String(error)}`)),
    giveBack: (run) => Promise.resolve(void calls.push(`give back ${run}`)),
  };
});

function start(): AwakableWorker {
  return startWorker(
    source,
    options,
    (_, signal) =>
      new Promise((resolve) => {
        signals.push(signal);
        ends.push(resolve);
      }),
    { clock, report: (error) => errors.push(error) },
  );
}

const take = (run: string): Taken => ({ ...nothing, taken: [{ run, job }] });

describe("a worker", () => {
  test("rests with no alarm set where nothing is to come", async () => {
    const worker = start();
    await nextTurn();
    expect(calls).toEqual(["take 2 []"]);
    expect(clock.alarms()).toEqual([]);
    worker.wake();
    await nextTurn();
    expect(calls.length).toBe(2);
  });

  test("sleeps until the next job is due, a minute at the most", async () => {
    answers = [
      { ...nothing, next: clock.now() + 600_000 },
      { ...nothing, next: clock.now() + 61_000 },
      { ...nothing, next: clock.now() - 5 },
    ];
    start();
    const sleeps: unknown[] = [];
    for (const step of [0, 60_000, 1_000]) {
      clock.advance(step);
      await nextTurn();
      sleeps.push(clock.alarms());
    }
    expect(sleeps).toEqual([[60_000], [1_000], [0]]);
  });

  test("looks once more when it was woken while it looked", async () => {
    const worker = start();
    worker.wake();
    worker.wake();
    await nextTurn();
    expect(calls).toEqual(["take 2 []", "take 2 []"]);
  });

  test("goes on after a store that failed", async () => {
    answers = [new Error("disk full"), take("1")];
    start();
    await nextTurn();
    expect(errors).toEqual([new Error("disk full")]);
    expect(clock.alarms()).toEqual([1_000]);
    clock.advance(1_000);
    await nextTurn();
    expect(ends.length).toBe(1);
  });

  test("tells of a store that is away once, until it answers again", async () => {
    const away = [1, 2, 3].map((n) => new Error(`away ${n}`));
    answers = [...away, { ...nothing, next: clock.now() + 3_000 }, new Error("away again")];
    start();
    for (const step of [0, 1_000, 1_000, 1_000, 1_000]) {
      clock.advance(step);
      await nextTurn();
    }
    expect(calls.length).toBe(5);
    expect(errors).toEqual([new Error("away 1"), new Error("away again")]);
  });

  test("reports an end that could not be written, and goes on", async () => {
    source.complete = () => Promise.reject(new Error("disk full"));
    answers = [take("1")];
    const worker = start();
    await nextTurn();
    ends[0]?.();
    await nextTurn();
    expect(errors).toEqual([new Error("disk full")]);
    await worker.stop();
  });

  test("keeps alive what runs, even when it is full, and says so before it looks", async () => {
    answers = [{ ...nothing, taken: ["1", "2"].map((run) => ({ run, job })) }];
    const worker = start();
    await nextTurn();
    expect(clock.alarms()).toContain(10_000);
    worker.wake(); // full, and no beat is due
    await nextTurn();
    clock.advance(10_000);
    await nextTurn();
    clock.advance(10_000);
    await nextTurn();
    expect(calls).toEqual(["take 2 []", "take 0 [1,2]", "take 0 [1,2]"]);
  });

  test("tells a handler whose run was given up, and writes the end for what it is worth", async () => {
    answers = [take("1"), { ...nothing, lost: ["1", "unknown"] }];
    start();
    await nextTurn();
    clock.advance(10_000);
    await nextTurn();
    expect(signals[0]?.aborted).toBe(true);
    expect(calls).toContain("fail 1: Error: the run was given up");
  });

  test("breaks off what runs when the store was out of reach for as long as it is believed", async () => {
    answers = [take("1")];
    const worker = start();
    await nextTurn();
    source.take = () => Promise.reject(new Error("cut off"));
    for (const step of [10_000, 1_000, 18_999]) {
      clock.advance(step);
      await nextTurn();
      expect(signals[0]?.aborted).toBe(false);
    }
    clock.advance(1);
    await nextTurn();
    expect(signals[0]?.aborted).toBe(true);
    expect(calls).toContain("give back 1");
    source.take = () => Promise.resolve(nothing);
    await worker.stop();
    expect(clock.alarms()).toEqual([]);
  });

  test("goes on with what runs when the store is back in time", async () => {
    answers = [take("1"), new Error("cut off"), nothing];
    start();
    await nextTurn();
    for (const step of [10_000, 1_000, 19_000, 20_000]) {
      clock.advance(step);
      await nextTurn();
    }
    expect(signals[0]?.aborted).toBe(false);
    expect(errors).toEqual([new Error("cut off")]);
  });

  test("leaves no alarm behind when it stops, and stays stopped", async () => {
    answers = [{ ...take("1"), next: clock.now() + 5_000 }];
    const worker = start();
    await nextTurn();
    const stopping = worker.stop();
    ends[0]?.();
    await stopping;
    expect(calls.slice(0, 2)).toEqual(["take 2 []", "complete 1"]);
    const before = calls.length;
    worker.wake();
    await nextTurn();
    expect(calls.length).toBe(before);
    expect(clock.alarms()).toEqual([]);
  });

  test("beats on while it stops", async () => {
    answers = [take("1")];
    const worker = start();
    await nextTurn();
    const stopping = worker.stop(60_000);
    clock.advance(10_000);
    await nextTurn();
    expect(calls).toEqual(["take 2 []", "take 0 [1]"]);
    clock.advance(50_000);
    await stopping;
    expect(calls).toContain("give back 1");
  });
});
