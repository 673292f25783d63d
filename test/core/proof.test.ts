import { expect, test } from "@jest/globals";
import type { Level } from "../../src/core/model/level.ts";
import type { ReviewRecord, SwitchbackRecord } from "../../src/core/model/records.ts";
import { provenBy } from "../../src/core/proof.ts";
import { someRecords, type RecordsDescription } from "../../src/evidence/described/record-facts.ts";

function values<T>(facts: readonly { readonly state: string; readonly value?: T }[]): T[] {
  return facts.flatMap(({ value }) => (value === undefined ? [] : [value]));
}

function proofs(level: Level, description: RecordsDescription): string[] {
  const { reviews, switchbacks } = someRecords(description);
  return provenBy(
    level,
    "d1",
    values<ReviewRecord>(reviews),
    values<SwitchbackRecord>(switchbacks),
  );
}

const SEVEN_TO_EIGHT = { from: 7, to: 8, content: "d1" } as const;

test.each<[string, Level, RecordsDescription, number]>([
  ["no review", 8, {}, 0],
  ["a review of the step", 8, { reviews: [SEVEN_TO_EIGHT] }, 1],
  ["a review of a higher step covers those below", 5, { reviews: [SEVEN_TO_EIGHT] }, 1],
  ["a review of a lower step", 9, { reviews: [SEVEN_TO_EIGHT] }, 0],
  ["of other content", 8, { reviews: [{ ...SEVEN_TO_EIGHT, content: "d2" }] }, 0],
  ["of no content", 8, { reviews: [{ from: 7, to: 8 }] }, 0],
  ["that decided otherwise", 8, { reviews: [{ ...SEVEN_TO_EIGHT, decision: "pause" }] }, 0],
  ["that said go", 8, { reviews: [{ ...SEVEN_TO_EIGHT, decision: "go" }] }, 1],
  ["a renewal", 9, { reviews: [{ from: 9, to: 9, content: "d1" }] }, 1],
  [
    "something was found since",
    8,
    { reviews: [SEVEN_TO_EIGHT], switchbacks: [{ from: 8, to: 5, date: "2026-04-01" }] },
    0,
  ],
  [
    "a gate decided against it since",
    8,
    { reviews: [SEVEN_TO_EIGHT], switchbacks: [{ from: 8, to: 7, type: "review" }] },
    0,
  ],
  [
    "something was found before",
    8,
    { reviews: [SEVEN_TO_EIGHT], switchbacks: [{ from: 8, to: 5, date: "2026-02-01" }] },
    1,
  ],
  [
    "the next version was opened since",
    8,
    { reviews: [SEVEN_TO_EIGHT], switchbacks: [{ from: 8, to: 7, type: "embedded" }] },
    1,
  ],
  [
    "something was found that keeps this level",
    6,
    { reviews: [SEVEN_TO_EIGHT], switchbacks: [{ from: 8, to: 6, date: "2026-04-01" }] },
    1,
  ],
])("%s: for level %i", (_, level, records, count) => {
  expect(proofs(level, records)).toHaveLength(count);
});

test("a record on two branches is one proof", () => {
  expect(proofs(8, { reviews: [SEVEN_TO_EIGHT, SEVEN_TO_EIGHT] })).toEqual([
    ".mltrl/reviews/detector/2026-03-01-7-to-8.yml",
  ]);
});
