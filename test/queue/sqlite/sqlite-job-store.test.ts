import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import type { JobStore, Queue } from "../../../src/ports/job-store.ts";
import { openSqliteJobStore } from "../../../src/queue/sqlite/sqlite-job-store.ts";
import type { JobStoreHarness } from "../../ports/job-store-contract.ts";
import { deliveries, describeJobStore, gates, random } from "../../ports/job-store-contract.ts";
import { createManualClock } from "../manual-clock.ts";

const queues = [deliveries, gates];

/** Nothing in this store takes longer than a few turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await nextTurn();
  await sleep(6); // longer than the pause between two waits for the disk
  for (let turn = 0; turn < 12; turn++) await nextTurn();
}

function openHarness(): Promise<JobStoreHarness> {
  const root = mkdtempSync(join(tmpdir(), "mltrl-queue-"));
  const clock = createManualClock();
  const errors: unknown[] = [];
  const stores: JobStore[] = [];
  const open = (name: string): JobStore => {
    const directory = join(root, name);
    const store = openSqliteJobStore({
      directory,
      queues,
      clock,
      random: () => random,
      report: (error) => errors.push(error),
    });
    stores.push(store);
    return store;
  };
  return Promise.resolve({
    store: open("0"),
    crash: async () => {
      // What a killed process leaves behind: the files as they are, the log included.
      const last = stores.length - 1;
      cpSync(join(root, String(last)), join(root, String(last + 1)), { recursive: true });
      return Promise.resolve(open(String(last + 1)));
    },
    advance: clock.advance,
    now: () => clock.now(),
    settle,
    dispose: async () => {
      const closing = stores.map((store) => store.close());
      await settle();
      clock.advance(10_000); // the patience of those that still run
      await Promise.all(closing);
      rmSync(root, { recursive: true });
      expect(errors).toEqual([]);
    },
  });
}

describeJobStore("the SQLite job store", openHarness);

describe("the SQLite job store's directory", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "mltrl-queue-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });
  const errors: unknown[] = [];
  const open = (named: readonly Queue<unknown>[] = queues) =>
    openSqliteJobStore({
      directory,
      queues: named,
      clock: createManualClock(),
      random: () => random,
      report: (error) => errors.push(error),
    });

  test("has one owner at a time", async () => {
    const store = open();
    expect(() => open()).toThrow(`${directory} is in use by another process of mltrl-gate`);
    await store.add(deliveries, { id: "a", data: "a" });
    await store.close();
    const next = open();
    expect(await next.counts()).toMatchObject([{ due: 1 }]);
    await next.close();
  });

  test("is let go of when the store cannot be opened", async () => {
    expect(() => open([deliveries, deliveries])).toThrow("two queues have one name");
    await open().close();
    const database = new DatabaseSync(join(directory, "jobs.sqlite"));
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => open()).toThrow("schema version 99; this version of mltrl-gate reads up to 2");
    expect(() => open()).toThrow("schema version 99");
  });

  test("keeps jobs of a queue that this process does not know", async () => {
    const store = open();
    await store.add(deliveries, { id: "a", data: "a" });
    await store.close();
    const other = open([gates]);
    expect(await other.counts()).toMatchObject([{ queue: "delivery", due: 1 }]);
    await other.close();
  });

  test("holds no log when the store is closed", async () => {
    const store = open();
    await store.add(deliveries, { id: "a", data: "a" });
    await store.close();
    expect(readdirSync(directory).toSorted()).toEqual(["jobs.sqlite", "lock.sqlite"]);
  });
});
