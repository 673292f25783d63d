import { describe, expect, test } from "@jest/globals";
import { hotfixInForce, unreviewed } from "../../../src/core/model/hotfix.ts";
import type { HotfixRecord, ReviewRecord } from "../../../src/core/model/records.ts";
import {
  someRecords,
  type RecordsDescription,
} from "../../../src/evidence/described/record-facts.ts";

const PATH = ".mltrl/hotfixes/detector/2026-05-30.yml";

function values<T>(facts: readonly { readonly state: string; readonly value?: T }[]): T[] {
  return facts.flatMap(({ value }) => (value === undefined ? [] : [value]));
}

function called(changes: object = {}): HotfixRecord[] {
  const hotfixes = [{ date: "2026-05-30", until: "2026-06-04", ...changes }];
  return values<HotfixRecord>(someRecords({ hotfixes }).hotfixes);
}

describe("a hotfix is in force", () => {
  test.each([
    ["from its day on", "2026-05-30T00:00:00.000Z", [PATH], true],
    ["to the end of its last day", "2026-06-04T23:59:59.999Z", [PATH], true],
    ["not after it", "2026-06-05T00:00:00.000Z", [PATH], false],
    ["not before its day", "2026-05-29T23:59:59.999Z", [PATH], false],
    ["not once it is merged", "2026-06-01T00:00:00.000Z", [], false],
  ])("%s", (_, now, changed, expected) => {
    expect(hotfixInForce(called(), changed, now) !== undefined).toBe(expected);
  });
});

function reviewed(reviews: RecordsDescription["reviews"]): ReviewRecord[] {
  return values<ReviewRecord>(someRecords({ ...(reviews && { reviews }) }).reviews);
}

describe("a hotfix owes its panel", () => {
  test.each<[string, object, RecordsDescription["reviews"], number]>([
    ["without a review", {}, [], 1],
    ["after a review of the day before", {}, [{ date: "2026-05-29" }], 1],
    ["after a review of the same day", {}, [{ date: "2026-05-30" }], 1],
    ["not after a later review", {}, [{ date: "2026-05-31" }], 0],
    ["not once it says so itself", { reviewed: { date: "2026-05-30", by: ["bob"] } }, [], 0],
  ])("%s", (_, changes, reviews, count) => {
    expect(unreviewed(called(changes), reviewed(reviews))).toHaveLength(count);
  });
});
