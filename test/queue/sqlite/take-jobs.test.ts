import { beforeEach, describe, expect, test } from "@jest/globals";

import type { Retries } from "../../../src/ports/job-store.ts";
import type { JobTable } from "../../../src/queue/sqlite/job-table.ts";
import { createJobTable } from "../../../src/queue/sqlite/job-table.ts";
import { openDatabase } from "../../../src/queue/sqlite/open-database.ts";
import { migrations } from "../../../src/queue/sqlite/schema.ts";
import type { TakeRequest, Taken } from "../../../src/queue/sqlite/take-jobs.ts";
import { createTaker } from "../../../src/queue/sqlite/take-jobs.ts";
import type { Transitions } from "../../../src/queue/sqlite/transitions.ts";
import { createTransitions } from "../../../src/queue/sqlite/transitions.ts";
import type { ManualClock } from "../manual-clock.ts";
import { createManualClock } from "../manual-clock.ts";

const retries: Retries = { tries: 2, first: 1_000, most: 1_000 };
const options = { concurrency: 10, lease: 30_000, limit: 600_000 };

let clock: ManualClock;
let table: JobTable;
let transitions: Transitions;
let take: (request?: Partial<TakeRequest>) => Taken;

beforeEach(() => {
  const database = openDatabase(":memory:", migrations);
  clock = createManualClock();
  table = createJobTable(database);
  transitions = createTransitions({
    table,
    clock,
    random: () => 0,
    queue: (name) => ({ name, retries }),
  });
  const taker = createTaker(database, table, transitions);
  take = (request) =>
    taker({
      queue: "q",
      now: clock.now(),
      options,
      alive: [],
      room: 1,
      served: undefined,
      ...request,
    });
});

describe("taking jobs", () => {
  test("names the next instant at which something happens by itself", () => {
    expect(take().next).toBeUndefined();
    transitions.put("q", { key: "k", data: 0, notBefore: clock.now() + 90_000 }, "0");
    expect(take().next).toBe(clock.now() + 90_000);
    transitions.add("q", { id: "a", data: 0 }, "0");
    expect(take().next).toBe(clock.now() + 30_000);
  });

  test("gives an abandoned run to another, and ignores what the first says later", () => {
    transitions.add("q", { id: "a", data: 0 }, "0");
    const [first] = take().jobs.map(({ row }) => row);
    clock.advance(30_000);
    expect(take().jobs).toEqual([]); // a failure like any other: it waits first
    clock.advance(1_000);
    const [second] = take().jobs.map(({ row }) => row);
    expect(second).toMatchObject({ tries: 2, runs: 2 });
    if (first === undefined || second === undefined) throw new Error("not taken");

    expect(take({ alive: [first, second] }).lost).toEqual([first]);
    transitions.complete(first);
    transitions.fail(first, new Error("late"));
    transitions.giveBack(first);
    expect(table.bySeq(second.seq)?.state).toBe("active");
    clock.advance(30_000);
    take();
    expect(table.dead("q")).toMatchObject([
      { error: "gave no sign of life until its lease ran out" },
    ]);
  });

  test("believes who says that it lives, however late", () => {
    transitions.add("q", { id: "a", data: 0 }, "0");
    const alive = take().jobs.map(({ row }) => row);
    clock.advance(600_000);
    expect(take({ alive })).toMatchObject({ jobs: [], lost: [] });
  });

  test("never gives a number twice, so that late news cannot hit another job", () => {
    transitions.add("q", { id: "a", data: 0 }, "0");
    const [first] = take().jobs.map(({ row }) => row);
    if (first === undefined) throw new Error("not taken");
    transitions.complete(first);
    transitions.add("q", { id: "b", data: 0 }, "0");
    transitions.complete(first);
    expect(take().jobs).toMatchObject([{ row: { id: "b" } }]);
  });

  test("reaches all groups though one has a great wave that is due", () => {
    for (let index = 0; index < 2_500; index++)
      transitions.add("q", { id: `a${index}`, data: 0, group: "a" }, "0");
    clock.advance(1);
    transitions.add("q", { id: "b", data: 0, group: "b" }, "0");
    const groups: string[] = [];
    let served: string | undefined;
    for (let turn = 0; turn < 5; turn++) {
      const taken = take({ served });
      ({ served } = taken);
      groups.push(...taken.jobs.map(({ row }) => row.group));
    }
    expect(groups).toContain("b");
  });
});
