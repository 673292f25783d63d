import { expect, test } from "@jest/globals";
import { graceStart, nextMidnight } from "../../../src/core/model/grace.ts";

test.each([
  ["2026-06-15T00:00:00.000Z", 14, "2026-06-01T00:00:00.000Z"],
  ["2026-06-15T23:59:59.999Z", 14, "2026-06-01T00:00:00.000Z"],
  ["2026-03-05T12:00:00Z", 14, "2026-02-19T00:00:00.000Z"],
  ["2024-03-01T12:00:00Z", 1, "2024-02-29T00:00:00.000Z"],
])("at %s, %i days ago began at %s", (now, days, start) => {
  expect(graceStart(now, days)).toBe(start);
});

test.each([
  ["2026-12-31T23:59:59Z", "2027-01-01T00:00:00.000Z"],
  ["2026-06-04", "2026-06-05T00:00:00.000Z"],
])("%s ends at %s", (instant, midnight) => {
  expect(nextMidnight(instant)).toBe(midnight);
});
