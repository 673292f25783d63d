import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { UpstreamError } from "../../src/core/errors.ts";
import type { Handler, Job, JobStore, Queue, WorkOptions } from "../../src/ports/job-store.ts";

/** A store to be held to the contract, and power over its surroundings. */
export interface JobStoreHarness {
  readonly store: JobStore;
  /** A store on what is durable at this moment, as if the process had been killed. */
  crash(): Promise<JobStore>;
  advance(milliseconds: number): Promise<void> | void;
  now(): number;
  /** Resolves when the store has nothing to do before time goes on or a handler ends. */
  settle(): Promise<void>;
  dispose(): Promise<void>;
}

export interface Demand {
  readonly head: string;
  readonly rewrite?: boolean;
}

export const deliveries: Queue<string> = {
  name: "delivery",
  retries: { tries: 3, first: 1_000, most: 60_000 },
};

export const gates: Queue<Demand> = {
  name: "gate",
  retries: { tries: 3, first: 1_000, most: 60_000 },
  merge: (waiting, next) => {
    if (next.head === "unmergeable") throw new Error("cannot merge");
    return { ...next, rewrite: waiting.rewrite === true || next.rewrite === true };
  },
};

/** The store's `random` must give this, so that a wait is three quarters of the full one. */
export const random = 0.5;

const options: WorkOptions = { concurrency: 10, lease: 30_000, limit: 600_000 };
const week = 7 * 24 * 60 * 60 * 1_000;

/** A handler that the test ends run by run. */
function createStage<Data>() {
  const runs: {
    job: Job<Data>;
    signal: AbortSignal;
    end: () => void;
    fail: (e: unknown) => void;
  }[] = [];
  const handler: Handler<Data> = (job, signal) =>
    new Promise((resolve, reject) => {
      runs.push({ job, signal, end: resolve, fail: reject });
    });
  const run = (index: number) => {
    const found = runs[index];
    if (found === undefined) throw new Error(`there were ${runs.length} runs`);
    return found;
  };
  return { runs, run, handler, data: () => runs.map(({ job }) => job.data) };
}

/** What every job store must do. `open` makes a store with the queues `deliveries` and `gates`. */
export function describeJobStore(name: string, open: () => Promise<JobStoreHarness>): void {
  describe(`${name} is a job store`, () => {
    let harness: JobStoreHarness;
    let store: JobStore;
    const settle = () => harness.settle();
    const later = async (milliseconds: number) => {
      await harness.settle();
      await harness.advance(milliseconds);
      await harness.settle();
    };

    /** The id of a dead letter of key `k`. */
    const kill = async (): Promise<string> => {
      const stage = createStage<Demand>();
      const worker = store.work(gates, options, stage.handler);
      await store.put(gates, { key: "k", data: { head: "1", rewrite: true } });
      for (let index = 0; index < 3; index++) {
        await later(60_000);
        stage.run(index).fail(new Error("no"));
      }
      await settle();
      await worker.stop();
      const [letter] = await store.dead(gates);
      return letter?.deadId ?? "none";
    };

    beforeEach(async () => {
      harness = await open();
      ({ store } = harness);
    });
    afterEach(() => harness.dispose());

    describe("adding by id", () => {
      test("hands the job over with what it was given", async () => {
        const stage = createStage<string>();
        store.work(deliveries, options, stage.handler);
        expect(await store.add(deliveries, { id: "a", data: "één", group: "7" })).toBe("added");
        await settle();
        expect(stage.run(0).job).toEqual({
          id: "a",
          key: undefined,
          group: "7",
          data: "één",
          attempt: 1,
        });
      });

      test("knows a job that waits, runs or is done", async () => {
        const again = () => store.add(deliveries, { id: "a", data: "again" });
        const stage = createStage<string>();
        await store.add(deliveries, { id: "a", data: "first" });
        expect(await again()).toBe("duplicate");
        store.work(deliveries, options, stage.handler);
        await settle();
        expect(await again()).toBe("duplicate");
        stage.run(0).end();
        await settle();
        expect(await again()).toBe("duplicate");
        await settle();
        expect(stage.data()).toEqual(["first"]);
      });

      test("tells twins apart within one turn", async () => {
        const [first = "", other, second = ""] = await Promise.all(
          ["a", "b", "a"].map((id) => store.add(deliveries, { id, data: id })),
        );
        expect(other).toBe("added");
        // Which of the twins comes first is the store's affair.
        expect([first, second].toSorted()).toEqual(["added", "duplicate"]);
      });

      test("runs a delivery again whose job failed for good", async () => {
        const stage = createStage<string>();
        store.work(deliveries, { ...options }, stage.handler);
        await store.add(deliveries, { id: "a", data: "first" });
        for (const index of [0, 1, 2]) {
          await later(60_000);
          stage.run(index).fail(new Error("no"));
          await settle();
        }
        expect(await store.add(deliveries, { id: "a", data: "redelivered" })).toBe("added");
        await settle();
        expect(stage.run(3).job).toMatchObject({ data: "redelivered", attempt: 1 });
        expect(await store.dead(deliveries)).toEqual([]);
      });

      test("remembers what is done for a week, and forgets it then on demand", async () => {
        const stage = createStage<string>();
        store.work(deliveries, options, stage.handler);
        await store.add(deliveries, { id: "a", data: "first" });
        await settle();
        stage.run(0).end();
        await later(week - 1);
        await store.forget(harness.now());
        expect(await store.add(deliveries, { id: "a", data: "again" })).toBe("duplicate");
        await later(2);
        await store.forget(harness.now());
        expect(await store.add(deliveries, { id: "a", data: "again" })).toBe("added");
      });

      test("bears a payload as large as GitHub sends", async () => {
        const data = 'é"\n<'.repeat(5_000_000);
        const stage = createStage<string>();
        store.work(deliveries, options, stage.handler);
        await store.add(deliveries, { id: "a", data });
        await settle();
        expect(stage.run(0).job.data === data).toBe(true);
      });
    });

    describe("folding by key", () => {
      test("one job waits, with the latest data and no demand lost", async () => {
        await store.put(gates, { key: "o/r#7", data: { head: "1" } });
        await store.put(gates, { key: "o/r#7", data: { head: "2", rewrite: true } });
        await store.put(gates, { key: "o/r#7", data: { head: "3" } });
        await store.put(gates, { key: "o/r#8", data: { head: "4" } });
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await settle();
        expect(stage.data()).toEqual([{ head: "3", rewrite: true }, { head: "4" }]);
      });

      test("the latest data win where the queue says nothing of merging", async () => {
        await store.put(deliveries, { key: "k", data: "first" });
        await store.put(deliveries, { key: "k", data: "second" });
        const stage = createStage<string>();
        store.work(deliveries, options, stage.handler);
        await settle();
        expect(stage.data()).toEqual(["second"]);
      });

      test("one job of a key runs, and one more waits for its end", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1" } });
        await settle();
        await store.put(gates, { key: "k", data: { head: "2" } });
        await store.put(gates, { key: "k", data: { head: "3" } });
        await settle();
        expect(stage.data()).toEqual([{ head: "1" }]);
        stage.run(0).end();
        await settle();
        expect(stage.runs[1]?.job.data.head).toBe("3");
        expect(await store.counts()).toMatchObject([{ active: 1, due: 0 }]);
      });

      test("what waits for a key is told, due or not, and nothing that runs, is done or failed", async () => {
        const seen = () => store.waiting(gates, "k");
        await kill();
        expect(await seen()).toBeUndefined();
        await store.put(gates, {
          key: "k",
          data: { head: "1" },
          notBefore: harness.now() + 60_000,
        });
        await store.put(gates, { key: "other", data: { head: "2" } });
        expect(await seen()).toEqual({ head: "1" });
        await store.put(gates, { key: "k", data: { head: "3" } });
        expect(await seen()).toMatchObject({ head: "3" });
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await settle();
        expect(await seen()).toBeUndefined();
        await store.put(gates, { key: "k", data: { head: "4" } });
        expect(await seen()).toMatchObject({ head: "4" });
        stage.run(stage.data().findIndex(({ head }) => head === "3")).end();
        await settle();
        expect(await seen()).toBeUndefined();
        stage.run(stage.data().findIndex(({ head }) => head === "4")).end();
        await settle();
        expect(await seen()).toBeUndefined();
      });

      test("a done key may come again", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        for (const index of [0, 1]) {
          await store.put(gates, { key: "k", data: { head: "1" } });
          await settle();
          stage.run(index).end();
          await settle();
        }
        expect(stage.runs.length).toBe(2);
      });

      test("a failed run folds into the job that waits already", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1", rewrite: true } });
        await settle();
        await store.put(gates, { key: "k", data: { head: "2" } });
        stage.run(0).fail(new Error("no"));
        await settle();
        expect(stage.run(1).job).toMatchObject({
          data: { head: "2", rewrite: true },
          attempt: 2,
        });
        expect(await store.counts()).toMatchObject([{ active: 1, due: 0, later: 0 }]);
      });

      test("new demand waits for no backoff and has all tries before it", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1" } });
        await settle();
        stage.run(0).fail(new Error("no"));
        await settle();
        await store.put(gates, { key: "k", data: { head: "2" } });
        await settle();
        expect(stage.run(1).job.attempt).toBe(1);
      });
    });

    describe("time", () => {
      test("a job is not due before the instant it names", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1" }, notBefore: harness.now() + 5_000 });
        await later(4_999);
        expect(stage.runs.length).toBe(0);
        expect(await store.counts()).toMatchObject([{ due: 0, later: 1, age: 0 }]);
        await later(1);
        expect(stage.runs.length).toBe(1);
      });

      test("of two instants the earlier counts", async () => {
        const start = harness.now();
        const at = (milliseconds: number) => ({
          key: "k",
          data: { head: "1" },
          notBefore: start + milliseconds,
        });
        const stage = createStage<Demand>();
        await store.put(gates, at(5_000));
        await store.put(gates, at(1_000));
        await store.put(gates, at(9_000));
        store.work(gates, options, stage.handler);
        await later(1_000);
        expect(stage.runs.length).toBe(1);
      });

      test("a day far off is reached however long the wait", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1" }, notBefore: harness.now() + week });
        await settle();
        for (let day = 0; day < 7; day++) await later(week / 7);
        expect(stage.runs.length).toBe(1);
      });

      test("the age is that of the job that has been due longest", async () => {
        await store.add(deliveries, { id: "a", data: "a" });
        await harness.advance(2_000);
        await store.add(deliveries, { id: "b", data: "b" });
        await harness.advance(500);
        expect(await store.counts()).toEqual([
          { queue: "delivery", due: 2, later: 0, active: 0, dead: 0, age: 2_500 },
        ]);
      });
    });

    describe("failure", () => {
      test("is tried again with growing waits, then becomes a dead letter", async () => {
        const stage = createStage<string>();
        store.work(deliveries, options, stage.handler);
        await store.add(deliveries, { id: "a", data: "a", group: "7" });
        await settle();
        stage.run(0).fail(new Error("first"));
        await later(749);
        expect(stage.runs.length).toBe(1);
        await later(1);
        stage.run(1).fail(new Error("second"));
        await later(1_499);
        expect(stage.runs.length).toBe(2);
        await later(1);
        expect(stage.run(2).job.attempt).toBe(3);
        stage.run(2).fail(new Error("third", { cause: new Error("the socket closed") }));
        await later(600_000);
        expect(stage.runs.length).toBe(3);
        expect(await store.dead(deliveries)).toEqual([
          {
            deadId: expect.any(String),
            id: "a",
            key: undefined,
            group: "7",
            error: "third\ncaused by: the socket closed",
            tries: 3,
            at: harness.now() - 600_000,
          },
        ]);
        expect(await store.dead(gates)).toEqual([]);
      });

      test("with a time to wait uses up no try, and new demand does not shorten it", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1" } });
        await settle();
        for (let index = 0; index < 5; index++) {
          stage.run(index).fail(new UpstreamError("limited", { retryAfter: 60_000 }));
          await settle();
          await store.put(gates, { key: "k", data: { head: "2" } });
          await later(59_999);
          expect(stage.runs.length).toBe(index + 1);
          await later(1);
        }
        expect(stage.run(5).job.attempt).toBe(1);
      });

      test("with a time to wait holds up the job that was due already and takes it up", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1" } });
        await settle();
        await store.put(gates, { key: "k", data: { head: "2" } });
        await later(1);
        stage.run(0).fail(new UpstreamError("limited", { retryAfter: 60_000 }));
        await later(59_999);
        expect(stage.data()).toEqual([{ head: "1" }]);
        await later(1);
        expect(stage.data()).toEqual([{ head: "1" }, { head: "2", rewrite: false }]);
      });

      test("with no time to wait does not spin", async () => {
        const stage = createStage<string>();
        store.work(deliveries, options, stage.handler);
        await store.add(deliveries, { id: "a", data: "a" });
        await settle();
        stage.run(0).fail(new UpstreamError("limited", { retryAfter: 0 }));
        await later(999);
        expect(stage.runs.length).toBe(1);
        await later(1);
        expect(stage.runs.length).toBe(2);
      });

      test("of GitHub without a time to wait counts as any other", async () => {
        const stage = createStage<string>();
        store.work(deliveries, options, stage.handler);
        await store.add(deliveries, { id: "a", data: "a" });
        await settle();
        stage.run(0).fail(new UpstreamError("502"));
        await later(1_000);
        expect(stage.run(1).job.attempt).toBe(2);
      });

      test("may be thrown before the first await and be no error at all", async () => {
        store.work(deliveries, options, () => {
          // oxlint-disable-next-line typescript/only-throw-error -- libraries do
          throw "a mere text";
        });
        await store.add(deliveries, { id: "a", data: "a" });
        for (let index = 0; index < 3; index++) await later(10_000);
        expect(await store.dead(deliveries)).toMatchObject([{ error: "a mere text" }]);
      });

      test("is what becomes of a handler that takes too long", async () => {
        const stage = createStage<string>();
        store.work(deliveries, { ...options, limit: 5_000 }, stage.handler);
        await store.add(deliveries, { id: "a", data: "a" });
        await settle();
        await later(5_000);
        expect(stage.run(0).signal.aborted).toBe(true);
        await later(1_000);
        expect(stage.run(1).job.attempt).toBe(2);
        stage.run(0).end(); // nobody listens any more
        await settle();
        expect(await store.counts()).toMatchObject([{ active: 1 }]);
      });

      test("of a merge is told to who puts, and leaves what waits as it was", async () => {
        await store.put(gates, { key: "k", data: { head: "1" } });
        const [bad] = await Promise.allSettled([
          store.put(gates, { key: "k", data: { head: "unmergeable" } }),
          store.put(gates, { key: "l", data: { head: "2" } }), // in the same turn
        ]);
        expect(bad).toMatchObject({ status: "rejected", reason: { message: "cannot merge" } });
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await settle();
        expect(stage.data()).toEqual([{ head: "1" }, { head: "2" }]);
      });

      test("of a merge loses nothing: the failed run becomes a dead letter", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1" } });
        await settle();
        await store.put(gates, { key: "k", data: { head: "unmergeable" } });
        stage.run(0).fail(new Error("no"));
        await settle();
        expect(stage.data()).toEqual([{ head: "1" }, { head: "unmergeable" }]);
        expect(await store.dead(gates)).toMatchObject([{ key: "k", error: "cannot merge" }]);
      });
    });

    describe("dead letters", () => {
      test("run again on demand, with all their tries", async () => {
        const deadId = await kill();
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        expect(await store.retry(deadId)).toBe(true);
        await settle();
        expect(stage.run(0).job).toMatchObject({ key: "k", attempt: 1 });
        expect(await store.retry(deadId)).toBe(false);
      });

      test("fold into a waiting job of their key", async () => {
        const deadId = await kill();
        await store.put(gates, { key: "k", data: { head: "2" } });
        expect(await store.retry(deadId)).toBe(true);
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await settle();
        expect(stage.data()).toEqual([{ head: "2", rewrite: true }]);
      });

      test("are given up on demand, and run when they are wanted anew", async () => {
        const deadId = await kill();
        expect(await store.discard(deadId)).toBe(true);
        expect(await store.dead(gates)).toEqual([]);
        expect(await store.discard(deadId)).toBe(false);
        expect(await store.discard("nonsense")).toBe(false);
        await store.put(gates, { key: "k", data: { head: "2" } });
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await settle();
        expect(stage.data()).toEqual([{ head: "2" }]);
      });

      test("and nothing else can be given up", async () => {
        await store.put(gates, { key: "k", data: { head: "1" } });
        for (const id of ["1", "2", "k"]) expect(await store.discard(id)).toBe(false);
        expect(await store.counts()).toContainEqual(expect.objectContaining({ due: 1 }));
      });

      test("are forgotten on demand", async () => {
        const deadId = await kill();
        await store.forget(harness.now());
        expect((await store.dead(gates)).length).toBe(1);
        await store.forget(harness.now() + 1);
        expect(await store.dead(gates)).toEqual([]);
        expect(await store.retry(deadId)).toBe(false);
        expect(await store.retry("nonsense")).toBe(false);
      });
    });

    describe("workers", () => {
      test("run no more jobs at once than they may", async () => {
        const stage = createStage<string>();
        store.work(deliveries, { ...options, concurrency: 2 }, stage.handler);
        await Promise.all(["a", "b", "c"].map((id) => store.add(deliveries, { id, data: id })));
        await settle();
        expect(stage.data()).toEqual(["a", "b"]);
        stage.run(1).end();
        await settle();
        expect(stage.data()).toEqual(["a", "b", "c"]);
      });

      test("serve groups in turn, so that a busy one starves nobody", async () => {
        const stage = createStage<string>();
        const jobs = ["a", "a", "a", "a", "a", "a", "b", "c", "b", undefined].map(
          (group, index) => ({
            id: String(index),
            data: group ?? "-",
            group,
          }),
        );
        await Promise.all(jobs.map((job) => store.add(deliveries, job)));
        store.work(deliveries, { ...options, concurrency: 1 }, stage.handler);
        for (let index = 0; index < jobs.length; index++) {
          await settle();
          stage.run(index).end();
        }
        expect(stage.data().join("")).toBe("-abcabaaaa");
      });

      test("take the job of the highest priority first, and of equal ones the one due first", async () => {
        await store.put(gates, { key: "plain", data: { head: "1" } });
        await store.put(gates, { key: "low", data: { head: "2" }, priority: -1 });
        await store.put(gates, { key: "high", data: { head: "3" }, priority: 2 });
        await store.put(gates, { key: "raised", data: { head: "4" }, priority: 1 });
        await store.put(gates, { key: "raised", data: { head: "5" }, priority: 0 });
        await store.put(gates, { key: "last", data: { head: "6" }, priority: 0 });
        const stage = createStage<Demand>();
        store.work(gates, { ...options, concurrency: 1 }, stage.handler);
        for (let index = 0; index < 5; index++) {
          await settle();
          stage.run(index).end();
        }
        expect(stage.runs.map(({ job }) => job.key)).toEqual([
          "high",
          "raised",
          "plain",
          "last",
          "low",
        ]);
      });

      test("let no priority reach beyond its group, nor before its time", async () => {
        const stage = createStage<string>();
        const add = (id: string, group: string, priority?: number) =>
          store.add(deliveries, { id, data: id, group, priority });
        await add("a1", "a", 9);
        await add("a2", "a", 9);
        await add("b1", "b");
        await store.put(deliveries, {
          key: "a3",
          data: "a3",
          group: "a",
          priority: 99,
          notBefore: harness.now() + 5_000,
        });
        store.work(deliveries, { ...options, concurrency: 1 }, stage.handler);
        for (let index = 0; index < 3; index++) {
          await settle();
          stage.run(index).end();
        }
        await settle();
        expect(stage.data()).toEqual(["a1", "b1", "a2"]);
      });

      test("keep the priority of a job that failed, and pass it on to the one it folds into", async () => {
        const stage = createStage<Demand>();
        store.work(gates, { ...options, concurrency: 1 }, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1" }, priority: 5 });
        await settle();
        await store.put(gates, { key: "l", data: { head: "2" }, priority: 4 });
        await store.put(gates, { key: "k", data: { head: "3" } });
        stage.run(0).fail(new Error("no"));
        await settle();
        expect(stage.run(1).job.data.head).toBe("3");
      });

      test("leave room for others where a group may only take a part", async () => {
        const stage = createStage<string>();
        store.work(deliveries, { ...options, concurrency: 3, perGroup: 2 }, stage.handler);
        const add = (id: string, group: string) => store.add(deliveries, { id, data: id, group });
        await Promise.all(["a1", "a2", "a3"].map((id) => add(id, "a")));
        await settle();
        await add("b1", "b");
        await settle();
        expect(stage.data()).toEqual(["a1", "a2", "b1"]);
        stage.run(0).end();
        await settle();
        expect(stage.data()).toEqual(["a1", "a2", "b1", "a3"]);
      });

      test("skip a key that runs and take what lies behind it", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1" } });
        await settle();
        await store.put(gates, { key: "k", data: { head: "2" } });
        await store.put(gates, { key: "l", data: { head: "3" } });
        await settle();
        expect(stage.data()).toEqual([{ head: "1" }, { head: "3" }]);
      });

      test("keep a long job alive beyond its lease", async () => {
        const stage = createStage<string>();
        store.work(deliveries, { ...options, lease: 3_000 }, stage.handler);
        await store.add(deliveries, { id: "a", data: "a" });
        for (let second = 0; second < 20; second++) await later(1_000);
        expect(stage.runs.length).toBe(1);
        await later(100_000); // the machine slept
        expect(stage.runs.length).toBe(1);
        expect(stage.run(0).signal.aborted).toBe(false);
      });

      test("that stop finish what they do and take nothing more", async () => {
        const stage = createStage<string>();
        const worker = store.work(deliveries, { ...options, concurrency: 1 }, stage.handler);
        await store.add(deliveries, { id: "a", data: "a" });
        await store.add(deliveries, { id: "b", data: "b" });
        await settle();
        const stopping = worker.stop();
        stage.run(0).end();
        await stopping;
        await settle();
        expect(stage.data()).toEqual(["a"]);
        expect(await store.counts()).toMatchObject([{ due: 1, active: 0 }]);
      });

      test("that stop give back what does not end in time, at no cost", async () => {
        const stage = createStage<string>();
        const worker = store.work(deliveries, options, stage.handler);
        await store.add(deliveries, { id: "a", data: "a" });
        await settle();
        const stopping = worker.stop(5_000);
        await later(5_000);
        await stopping;
        expect(stage.run(0).signal.aborted).toBe(true);
        const next = createStage<string>();
        store.work(deliveries, options, next.handler);
        await settle();
        expect(next.run(0).job).toMatchObject({ data: "a", attempt: 1 });
      });

      test("that stop while they take give back what they took", async () => {
        const stage = createStage<string>();
        await store.add(deliveries, { id: "a", data: "a" });
        await store.work(deliveries, options, stage.handler).stop();
        expect(stage.runs.length).toBe(0);
        expect(await store.counts()).toMatchObject([{ due: 1, active: 0 }]);
      });
    });

    describe("a crash", () => {
      test("loses nothing that was answered for", async () => {
        await Promise.all(["a", "b"].map((id) => store.add(deliveries, { id, data: id })));
        await store.put(gates, { key: "k", data: { head: "1" } });
        const survivor = await harness.crash();
        expect(await survivor.counts()).toMatchObject([
          { queue: "delivery", due: 2 },
          { queue: "gate", due: 1 },
        ]);
        expect(await survivor.add(deliveries, { id: "a", data: "a" })).toBe("duplicate");
      });

      test("brings back what ran, folded into what waited", async () => {
        const stage = createStage<Demand>();
        store.work(gates, options, stage.handler);
        await store.put(gates, { key: "k", data: { head: "1", rewrite: true } });
        await settle();
        await store.put(gates, { key: "k", data: { head: "2" } });
        const survivor = await harness.crash();
        const next = createStage<Demand>();
        survivor.work(gates, options, next.handler);
        await settle();
        expect(next.runs.map(({ job }) => job)).toMatchObject([
          { data: { head: "2", rewrite: true }, attempt: 2 },
        ]);
      });

      test("that comes again and again with one job puts it off, then gives it up", async () => {
        await store.add(deliveries, { id: "a", data: "a" });
        let survivor = store;
        const atOnce: number[] = [];
        for (const attempt of [1, 2, 3]) {
          const stage = createStage<string>();
          survivor.work(deliveries, options, stage.handler);
          await settle();
          atOnce.push(stage.runs.length);
          await later(1_000);
          expect(stage.run(0).job.attempt).toBe(attempt);
          survivor = await harness.crash();
        }
        expect(atOnce).toEqual([1, 1, 0]);
        survivor.work(deliveries, options, createStage<string>().handler);
        await settle();
        expect(await survivor.dead(deliveries)).toMatchObject([
          {
            id: "a",
            error: expect.stringContaining("the process ended while the job ran"),
            tries: 3,
          },
        ]);
      });
    });

    test("a queue that the store was not told of is refused", async () => {
      const other: Queue<string> = { name: "other" };
      await expect(store.add(other, { id: "a", data: "a" })).rejects.toThrow("queue other");
      await expect(store.put(other, { key: "a", data: "a" })).rejects.toThrow("queue other");
      expect(() => store.work(other, options, () => Promise.resolve())).toThrow("queue other");
    });

    test("closing waits for what runs no longer than it is told to", async () => {
      const stage = createStage<string>();
      store.work(deliveries, options, stage.handler);
      await store.add(deliveries, { id: "a", data: "a" });
      await settle();
      const closing = store.close(3_000);
      await later(3_000);
      await closing;
      const survivor = await harness.crash();
      expect(await survivor.counts()).toMatchObject([{ due: 1 }]);
    });

    test("a closed store refuses, and closing it twice is closing it once", async () => {
      await Promise.all([store.close(), store.close()]);
      await store.close();
      await expect(store.add(deliveries, { id: "a", data: "a" })).rejects.toThrow("closed");
    });
  });
}
