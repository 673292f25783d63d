import { describe, expect, test } from "@jest/globals";
import {
  type Allowance,
  full,
  leftAt,
  type Level,
  scaled,
  spent,
  waitFor,
} from "../../../src/github/limits/token-bucket.ts";

/** Ten at once, and one more every second. */
const ALLOWANCE: Allowance = { burst: 10, perMinute: 60 };
const START = 1_000_000;

describe("what is left of an allowance", () => {
  test.each<[string, Level, number, number]>([
    ["all of it at first", full(ALLOWANCE, START), 0, 10],
    ["never more than all of it", full(ALLOWANCE, START), 60_000, 10],
    ["more with each moment", { left: 2, at: START }, 1500, 3.5],
    ["no more than all of it comes back", { left: 2, at: START }, 20_000, 10],
    ["what is owed comes back first", { left: -3, at: START }, 2000, -1],
    ["nothing comes back while the clock goes back", { left: 2, at: START }, -5000, 2],
  ])("%s", (_, level, later, left) => {
    expect(leftAt(level, ALLOWANCE, START + later)).toBe(left);
  });
});

describe("after spending", () => {
  test.each<[string, Level, number, number, Level]>([
    ["less is left", { left: 10, at: START }, 4, 0, { left: 6, at: START }],
    ["some of it is back later", { left: 4, at: START }, 4, 2000, { left: 2, at: START + 2000 }],
    ["more may be spent than is left", { left: 1, at: START }, 4, 0, { left: -3, at: START }],
    ["no more is owed than all of it", { left: -8, at: START }, 4, 0, { left: -10, at: START }],
    ["a clock that went back changes nothing", { left: 4, at: START }, 1, -900, { left: 3, at: START }], // prettier-ignore
  ])("%s", (_, level, amount, later, expected) => {
    expect(spent(level, amount, ALLOWANCE, START + later)).toEqual(expected);
  });
});

describe("the wait", () => {
  test.each<[string, number, number, number, number]>([
    ["is none where there is enough", 5, 5, 0, 0],
    ["is for what is missing", 2, 5, 0, 3000],
    ["is for what is to stay as well", 5, 4, 3, 2000],
    ["is for what is owed", -1, 1, 0, 2000],
    ["is in whole milliseconds", 0.9999, 1, 0, 1],
    ["of what is more than all is until all is there", 8, 50, 0, 2000],
    ["of what is more than all but what stays is so too", 9, 8, 5, 1000],
  ])("%s", (_, left, amount, kept, wait) => {
    expect(waitFor({ left, at: START }, amount, kept, ALLOWANCE, START)).toBe(wait);
  });
});

test("a part of an allowance has less at once and comes back slower", () => {
  expect(scaled(ALLOWANCE, 0.5)).toEqual({ burst: 5, perMinute: 30 });
});
