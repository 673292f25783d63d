import { describe, expect, test } from "@jest/globals";
import type { Priority } from "../../../src/core/model/priority.ts";
import { createInstallationLimits } from "../../../src/github/limits/installation-limits.ts";
import { costOf } from "../../../src/github/limits/request-cost.ts";

const START = Date.parse("2026-06-01T12:00:00Z");
const MINUTE = 60_000;
const READ = costOf("GET /repos/{owner}/{repo}");
const WRITE = costOf("POST /repos/{owner}/{repo}/check-runs");
const COMMENT = costOf("POST /repos/{owner}/{repo}/issues/{issue_number}/comments");
const QUERY = costOf("POST /graphql", "query Q { x }");
const MUTATION = costOf("POST /graphql", "mutation M { x }");

function hour(remaining = 5000, limit = 5000) {
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String((START + 60 * MINUTE) / 1000),
  };
}

function limits(headers: Record<string, string> = hour()) {
  const created = createInstallationLimits(START);
  created.told("core", headers, START);
  created.told("graphql", headers, START);
  return created;
}

/** How many may be sent within a time, each as soon as it may. */
function sendable(
  cost: typeof READ,
  priority: Priority,
  within: number,
  from = limits(),
  start = START,
): number {
  let [count, now] = [0, start];
  for (;;) {
    const found = from.waitOf(cost, priority, now);
    now += found?.wait ?? 0;
    if (now >= start + within) return count;
    from.sent(cost, now);
    from.ended(cost);
    count += 1;
  }
}

describe("what may be sent in a minute is no more than GitHub documents", () => {
  test.each<[string, typeof READ, number, number]>([
    ["reads, of 900", READ, 832, 900],
    ["writes, of 900 points for 5 each", WRITE, 170, 180],
    ["comments, of 80", COMMENT, 76, 80],
    ["queries, of 2,000", QUERY, 1800, 2000],
    ["mutations, as comments", MUTATION, 76, 80],
  ])("%s", (_, cost, least, most) => {
    const usual = sendable(cost, "usual", MINUTE);
    expect(usual).toBeGreaterThanOrEqual(least);
    const queue = sendable(cost, "queue", MINUTE);
    expect(queue).toBeGreaterThanOrEqual(usual);
    expect(queue).toBeLessThanOrEqual(most);
  });

  test("and of comments no more than 500 in an hour, and as many in the next", () => {
    const from = limits();
    const first = sendable(COMMENT, "queue", 60 * MINUTE, from);
    expect(first).toBeGreaterThan(480);
    expect(first).toBeLessThanOrEqual(500);
    from.told("core", { ...hour(), "x-ratelimit-reset": String((START + 120 * MINUTE) / 1000) }, START); // prettier-ignore
    expect(sendable(COMMENT, "queue", 60 * MINUTE, from, START + 60 * MINUTE)).toBeGreaterThan(290);
  });
});

describe("at once go", () => {
  test.each<[string, typeof READ, Priority, number]>([
    ["writes for a merge queue", WRITE, "queue", 60],
    ["writes for a release", WRITE, "release", 57],
    ["other writes", WRITE, "usual", 51],
    ["writes that nobody waits for", WRITE, "later", 42],
    ["comments", COMMENT, "usual", 17],
  ])("%s", (_, cost, priority, count) => {
    expect(sendable(cost, priority, 1)).toBe(count);
  });

  test("as many as one likes of a server with limits of its own, or none", () => {
    const writes = (from: ReturnType<typeof limits>): unknown => {
      for (let i = 0; i < 500; i += 1) from.sent(WRITE, START);
      return from.waitOf(WRITE, "later", START);
    };
    expect(writes(limits(hour(1e6, 1e6)))).toBeUndefined();
    expect(writes(limits({}))).toBeUndefined();
    expect(writes(limits())).toMatchObject({ reason: "pace" });
  });
});

test("what is sent before a limit is told of counts as well", () => {
  const from = limits({});
  for (let i = 0; i < 60; i += 1) from.sent(WRITE, START);
  from.told("core", hour(), START);
  expect(from.waitOf(WRITE, "queue", START)).toEqual({ reason: "pace", wait: 500 });
});

test("the hour's slice is kept by what is under way too", () => {
  const from = limits(hour(755));
  for (let i = 0; i < 5; i += 1) from.sent(QUERY, START);
  expect(from.waitOf(QUERY, "usual", START)).toEqual({ reason: "hour", wait: 60 * MINUTE });
  expect(from.waitOf(READ, "usual", START)).toBeUndefined();
  expect(from.waitOf(QUERY, "release", START)).toBeUndefined();
  from.ended(QUERY);
  expect(from.waitOf(QUERY, "usual", START)).toBeUndefined();
});

test("answers about other resources are left out", () => {
  const from = limits();
  from.told("core", { ...hour(0), "x-ratelimit-resource": "code_search" }, START);
  expect(from.waitOf(READ, "usual", START)).toBeUndefined();
  from.told("core", { ...hour(0), "x-ratelimit-resource": "graphql" }, START);
  expect(from.waitOf(READ, "usual", START)).toBeUndefined();
  expect(from.waitOf(QUERY, "usual", START)).toMatchObject({ reason: "hour" });
});

describe("those who are sent away for the pace", () => {
  test("come back one after the other", () => {
    const from = limits();
    const back = [1500, 1500, 1500].map((wait) => from.comesBack(WRITE, wait, START));
    expect(back).toEqual([1500, 2000, 2500]);
    expect(from.comesBack(COMMENT, 1500, START)).toBe(1500);
    expect(from.comesBack(WRITE, 1500, START + MINUTE)).toBe(1500);
  });

  test("for a limit of the hour, far apart", () => {
    const from = limits();
    from.comesBack(COMMENT, 1500, START);
    expect(from.comesBack(COMMENT, 1500, START)).toBe(13_500);
  });
});

describe("a limit that was met", () => {
  test("of the hour closes what it is about", () => {
    const from = limits();
    expect(from.met({ kind: "primary", pause: 5000 }, "core", START)).toBe(START + 5000);
    expect(from.waitOf(WRITE, "queue", START)).toEqual({ reason: "pause", wait: 5000 });
    expect(from.pauseOf("core", START + 4999)).toBe(1);
    expect(from.pauseOf("core", START + 5000)).toBe(0);
    expect(from.waitOf(QUERY, "queue", START)).toBeUndefined();
  });

  test("that is secondary closes everything, and a shorter one does not open it earlier", () => {
    const from = limits();
    from.met({ kind: "secondary", pause: 5000 }, "graphql", START);
    from.met({ kind: "secondary", pause: 1000 }, "graphql", START);
    expect(from.waitOf(READ, "queue", START)).toEqual({ reason: "pause", wait: 5000 });
  });

  test("without a hint makes longer and longer pauses, until something goes well", () => {
    const from = limits();
    const hintless = { kind: "secondary", pause: undefined } as const;
    let now = START;
    const pause = (): number => {
      const until = from.met(hintless, "core", now);
      // Others that were under way meet the same limit, or still get through.
      expect(from.met(hintless, "core", now)).toBe(until);
      from.wentWell(now);
      const wait = until - now;
      now = until;
      return wait;
    };
    expect([pause(), pause(), pause()]).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE]);
    from.wentWell(now);
    expect(pause()).toBe(MINUTE);
  });

  test("that is secondary halves the pace, which comes back with time", () => {
    const from = limits();
    const met = (at: number): number => from.met({ kind: "secondary", pause: 1 }, "core", at);
    met(START);
    expect(sendable(WRITE, "queue", 1, from, START + MINUTE)).toBe(30);
    met(START + 2 * MINUTE);
    expect(sendable(WRITE, "queue", 1, from, START + 3 * MINUTE)).toBe(15);
    for (let i = 0; i < 9; i += 1) met(START + (4 + i) * MINUTE);
    expect(sendable(WRITE, "queue", 1, from, START + 13 * MINUTE)).toBe(7);
    expect(sendable(WRITE, "queue", 1, from, START + 22 * MINUTE)).toBe(15);
    expect(sendable(WRITE, "queue", 1, from, START + 42 * MINUTE)).toBe(60);
  });
});
