import { expect, test } from "@jest/globals";
import { daysAfter } from "../../../src/core/kinds/days-after.ts";

test.each([
  ["2026-02-28", 1, "2026-03-01T00:00:00.000Z"],
  ["2028-02-28", 1, "2028-02-29T00:00:00.000Z"],
  ["2026-12-31", 180, "2027-06-29T00:00:00.000Z"],
  ["2026-06-01T23:59:00Z", -1, "2026-05-31T00:00:00.000Z"],
])("%s and %i days", (date, days, instant) => {
  expect(daysAfter(date, days)).toBe(instant);
});

test("what is no date is none of ours", () => {
  expect(() => daysAfter("soon", 1)).toThrow('"soon" is no date');
});
