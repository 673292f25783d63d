import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { momentText, readMoment } from "../../../src/core/model/moment.ts";

describe("a moment", () => {
  test.each([
    ["2026-11-01", "2026-11-01T00:00:00Z"],
    ["2024-02-29", "2024-02-29T00:00:00Z"],
    ["2026-11-01T12:30", "2026-11-01T12:30:00Z"],
    ["2026-11-01T12:30:15Z", "2026-11-01T12:30:15Z"],
    ["2026-11-01 12:30:15.123456", "2026-11-01T12:30:15Z"],
    ["2026-11-01T00:30:00+02:00", "2026-10-31T22:30:00Z"],
    ["2026-11-01T00:30:00-0530", "2026-11-01T06:00:00Z"],
    ["0001-01-01", "0001-01-01T00:00:00Z"],
    ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"],
  ])("reads %s", (text, instant) => {
    expect(momentText(readMoment(text)?.start ?? 0)).toBe(instant);
  });

  test("of a date is its whole day, and of a time no time at all", () => {
    const day = readMoment("2026-11-01");
    expect(momentText(day?.end ?? 0)).toBe("2026-11-02T00:00:00Z");
    const time = readMoment("2026-11-01T12:00Z");
    expect(time?.start).toBe(time?.end);
  });

  test.each([
    "",
    "2026-13-01",
    "2026-00-10",
    "2025-02-29",
    "2100-02-29",
    "2026-11-31",
    "2026-11-00",
    "01.11.2026",
    "2026-11-1",
    "1764000000",
    "2026-11-01T24:00",
    "2026-11-01T12:60",
    "2026-11-01T",
    "2026-11-01 UTC",
    "2026-11-01T12:00 CET",
    "-2026-11-01",
  ])(
    // prettier-ignore
    "is not %j",
    (text) => {
      expect(readMoment(text)).toBeUndefined();
    },
  );

  test("is the same as the language's own", () => {
    const dates = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }); // prettier-ignore
    fc.assert(
      fc.property(dates, (date) => {
        const text = date.toISOString();
        expect(readMoment(text)?.start).toBe(date.getTime());
        expect(momentText(date.getTime())).toBe(text.replace(/\.\d+Z/, "Z"));
      }),
    );
  });
});
