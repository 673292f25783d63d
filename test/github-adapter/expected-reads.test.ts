import { expect, test } from "@jest/globals";
import { createExpectedReads } from "../../src/github/expected-reads.ts";

function expecting() {
  const time = { now: 1000 };
  return { time, expected: createExpectedReads({ now: () => time.now }) };
}

test("a pull request is expected until it comes", () => {
  const { expected } = expecting();
  expected.expect(5, 1, 1200);
  expected.expect(5, 2, 1200);
  expected.arrived(5, 1);
  expect([expected.hasMore(5), expected.hasMore(6)]).toEqual([true, false]);
  expected.arrived(5, 2);
  expect(expected.hasMore(5)).toBe(false);
});

test("one that does not come is waited for no longer than a moment, by the first event that told of it", () => {
  const { time, expected } = expecting();
  expected.expect(5, 1, 1200);
  time.now = 1100;
  expected.expect(5, 1, 1300);
  time.now = 1450;
  expect(expected.hasMore(5)).toBe(true);
  time.now = 1451;
  expect(expected.hasMore(5)).toBe(false);
});
