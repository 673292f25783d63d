import { expect, test } from "@jest/globals";
import { readinessOf } from "../../../src/main/app/readiness.ts";

const QUEUE = { queue: "gates", due: 1, later: 0, active: 0, dead: 0 };

function looked(age: number, github = true) {
  return readinessOf({
    counts: () => Promise.resolve([{ ...QUEUE, age }]),
    report: () => undefined,
    isGithubReachable: () => github,
    backlogBound: 1000,
  });
}

test.each([
  [1000, true, true, { store: true, backlog: true, github: true }],
  [1001, true, false, { store: true, backlog: false, github: true }],
  [0, false, false, { store: true, backlog: true, github: false }],
])("with jobs of %s ms and GitHub %s it is %s", async (age, github, ready, conditions) => {
  expect(await looked(age, github)).toEqual({
    ready,
    conditions,
    queues: [{ ...QUEUE, age }],
  });
});

test("a store that does not answer is told of, and nothing can be done without it", async () => {
  const told: unknown[] = [];
  const error = new Error("the connection is lost");
  const found = await readinessOf({
    counts: () => Promise.reject(error),
    report: (each) => told.push(each),
    isGithubReachable: () => true,
    backlogBound: 1000,
  });
  expect(found).toEqual({
    ready: false,
    conditions: { store: false, backlog: false, github: true },
    queues: [],
  });
  expect(told).toEqual([error]);
});
