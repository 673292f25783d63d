import { describe, expect, test } from "@jest/globals";

import type { Queue } from "../../src/ports/job-store.ts";
import {
  afterFailure,
  dueOf,
  fromTheDead,
  newJob,
  type WaitingJob,
  withDemand,
  withOlder,
} from "../../src/queue/waiting-job.ts";

const listing: Queue<unknown> = {
  name: "lists",
  merge: (waiting, next) => [...(waiting as string[]), ...(next as string[])],
};
const job = (changed: Partial<WaitingJob>): WaitingJob => ({
  ...newJob('["a"]', { wanted: 50 }),
  ...changed,
});

describe("new demand for a job that waits", () => {
  const waiting = job({ tries: 3, wanted: 90, held: 70, priority: 1 });

  test("has all tries before it, and waits for nothing but what the other side asked", () => {
    const next = withDemand(listing, waiting, newJob('["b"]', { wanted: 10 }));
    expect(next).toEqual({ body: '["a","b"]', priority: 1, tries: 0, wanted: 10, held: 70 });
    expect(dueOf(next)).toBe(70);
  });

  test("puts nothing off, and may raise the priority", () => {
    const demand = newJob('["b"]', { wanted: 900, priority: 2 });
    expect(withDemand(listing, waiting, demand)).toMatchObject({ wanted: 90, priority: 2 });
  });

  test.each([undefined, { name: "plain" }])("takes its place where nothing folds them", (queue) => {
    expect(withDemand(queue, waiting, newJob('["b"]', { wanted: 10 })).body).toBe('["b"]');
  });
});

test("a job that comes back is taken up by the one that waits, as the older of both", () => {
  const waiting = job({ body: '["new"]', tries: 0, wanted: 90, held: 0, priority: 0 });
  const older = job({ body: '["old"]', tries: 2, wanted: 40, held: 60, priority: 5 });
  expect(withOlder(listing, waiting, older)).toEqual({
    body: '["old","new"]',
    priority: 5,
    tries: 2,
    wanted: 40,
    held: 60,
  });
});

test("a dead letter runs again at once, with all its tries", () => {
  const dead = job({ tries: 12, wanted: 1, held: 5_000, priority: 3 });
  expect(fromTheDead(dead, 100)).toEqual(job({ tries: 0, wanted: 100, held: 0, priority: 3 }));
});

describe("after a failure", () => {
  const failed = job({ tries: 1, held: 7 });

  test("a try is used up, and the job waits", () => {
    const next = afterFailure(failed, { kind: "again", wanted: 300 });
    expect(next).toEqual({ ...failed, tries: 2, wanted: 300 });
  });

  test("a wait that the other side asked for uses up none", () => {
    const next = afterFailure(failed, { kind: "hold", held: 300 });
    expect(next).toEqual({ ...failed, held: 300 });
  });

  test("nothing waits where the job is given up", () => {
    expect(afterFailure(failed, { kind: "dead" })).toBeUndefined();
  });
});
