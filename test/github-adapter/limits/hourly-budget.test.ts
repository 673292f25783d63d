import { describe, expect, test } from "@jest/globals";
import type { Priority } from "../../../src/core/model/priority.ts";
import {
  budgetIn,
  type Headers,
  type HourlyBudget,
  isDocumented,
  keptFrom,
  laterOf,
  type RateLimitAnswer,
  resourceIn,
  waitForHour,
} from "../../../src/github/limits/hourly-budget.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const RESET = NOW / 1000 + 1800;

function headers(remaining: number, more: Headers = {}): Headers {
  return {
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(RESET),
    ...more,
  };
}

function budget(remaining: number, inSeconds = 1800, limit = 5000): HourlyBudget {
  return { limit, remaining, reset: NOW + inSeconds * 1000 };
}

describe("what an answer says of the hour", () => {
  const body: RateLimitAnswer = { limit: 5000, remaining: 7, resetAt: "2026-06-01T12:30:00Z" };
  test.each<[string, Headers, RateLimitAnswer | null | undefined, HourlyBudget | undefined]>([
    ["headers", headers(42), undefined, budget(42)],
    ["headers of nothing left", headers(0), undefined, budget(0)],
    ["headers rather than the body", headers(42), body, budget(42)],
    ["the body without headers", {}, body, budget(7)],
    ["a body without a limit", {}, { ...body, limit: undefined } as never, undefined],
    ["no body", {}, null, undefined],
    ["nothing", {}, undefined, undefined],
    ["an incomplete header", headers(42, { "x-ratelimit-limit": undefined }), undefined, undefined],
    ["what is no number", headers(42, { "x-ratelimit-limit": "many" }), undefined, undefined],
    ["a clock that is ahead of ours", headers(42, { date: "Mon, 01 Jun 2026 12:10:00 GMT" }), undefined, budget(42, 1200)], // prettier-ignore
    ["a clock that is behind ours", headers(42, { date: "Mon, 01 Jun 2026 11:59:00 GMT" }), undefined, budget(42, 1860)], // prettier-ignore
    ["a second of difference, which is none", headers(42, { date: "Mon, 01 Jun 2026 12:00:01 GMT" }), undefined, budget(42)], // prettier-ignore
  ])("%s", (_, given, inBody, expected) => {
    expect(budgetIn(given, NOW, inBody)).toEqual(expected);
  });

  test.each([
    [{}, "core"],
    [{ "x-ratelimit-resource": "core" }, "core"],
    [{ "x-ratelimit-resource": "graphql" }, "graphql"],
    [{ "x-ratelimit-resource": "code_search" }, undefined],
  ] as const)("is about what %j names", (given, resource) => {
    expect(resourceIn(given, "core")).toBe(resource);
  });
});

describe("of two answers", () => {
  test.each<[string, HourlyBudget | undefined, HourlyBudget, HourlyBudget]>([
    ["the first is taken", undefined, budget(10), budget(10)],
    ["the one that leaves less is the later", budget(10), budget(9), budget(9)],
    ["one that was overtaken is left out", budget(9), budget(10), budget(9)],
    ["seconds make no other hour", budget(9, 1800), budget(10, 1803), budget(9, 1800)],
    ["a new hour begins anew", budget(9, 10), budget(4999, 3600), budget(4999, 3600)],
    ["one of the hour before is left out", budget(4999, 3600), budget(9, 10), budget(4999, 3600)],
  ])("%s", (_, known, told, expected) => {
    expect(laterOf(known, told)).toEqual(expected);
  });
});

describe("the wait for the next hour", () => {
  test.each<[string, HourlyBudget | undefined, Priority, number, number]>([
    ["none while nothing is known", undefined, "later", 9, 0],
    ["none after the reset", budget(0, 0), "later", 0, 0],
    ["merge queues use it up", budget(1), "queue", 0, 0],
    ["and then wait as everybody", budget(0), "queue", 0, 1_800_000],
    ["releases leave a twentieth", budget(251), "release", 0, 0],
    ["releases leave a twentieth", budget(250), "release", 0, 1_800_000],
    ["others leave 15 %", budget(751), "usual", 0, 0],
    ["others leave 15 %", budget(750), "usual", 0, 1_800_000],
    ["sweeps leave 30 %", budget(1501), "later", 0, 0],
    ["sweeps leave 30 %", budget(1500), "later", 0, 1_800_000],
    ["what is under way is not in it yet", budget(760), "usual", 10, 1_800_000],
    ["of a small limit a small part", budget(16, 1800, 100), "usual", 0, 0],
    ["a moment at least", budget(0, 0.2), "queue", 0, 1000],
  ])("%s (%j, %s, %i under way)", (_, known, priority, underWay, wait) => {
    expect(waitForHour(known, priority, underWay, NOW)).toBe(wait);
  });

  test("nothing is kept from merge queues", () => {
    expect(keptFrom("queue", 5000)).toBe(0);
  });
});

test.each([
  [5000, true],
  [15_000, true],
  [15_001, false],
])("a limit of %i is one of those that are documented: %s", (limit, documented) => {
  expect(isDocumented(budget(0, 1, limit))).toBe(documented);
});
