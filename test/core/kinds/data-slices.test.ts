import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "at its floor",
    {},
    { declaredSlices: [{ floor: 0.85 }], sliceResults: [{ value: 0.85 }] },
    "pass",
    /all 1 declared slices/,
  ],
  [
    "below its floor",
    {},
    { declaredSlices: [{ floor: 0.85 }], sliceResults: [{ value: 0.849 }] },
    "fail",
    /1 of 1 slices are beyond their bound: recall of "nodules under 6 mm": 0.849 on 200 examples; at least 0.85/,
  ],
  [
    "above its ceiling",
    {},
    {
      declaredSlices: [
        { metric: "misses", ceiling: 2 },
        { metric: "recall", floor: 0.5 },
      ],
      sliceResults: [
        { metric: "misses", value: 3 },
        { metric: "recall", value: 0.9 },
      ],
    },
    "fail",
    /1 of 2 slices .* 3 on 200 examples; at most 2/,
  ],
  [
    "at its ceiling",
    {},
    { declaredSlices: [{ ceiling: 2 }], sliceResults: [{ value: 2 }] },
    "pass",
    /all 1/,
  ],
  [
    "a value that is no number",
    {},
    { declaredSlices: [{ floor: 0 }], sliceResults: [{ value: Number.NaN }] },
    "fail",
    /NaN on 200/,
  ],
  [
    "a declared slice without a value",
    {},
    {
      declaredSlices: [{ floor: 0 }, { name: "scanner B", floor: 0 }],
      sliceResults: [{ value: 1 }],
    },
    "unknown",
    /no value of 1 of 2 declared slices .*recall of "scanner B" \(not measured\)/,
  ],
  [
    "the same slice by another metric",
    {},
    { declaredSlices: [{ floor: 0 }], sliceResults: [{ metric: "precision", value: 1 }] },
    "unknown",
    /not measured/,
  ],
  [
    "a value that rests on nothing",
    {},
    { declaredSlices: [{ floor: 0 }], sliceResults: [{ value: 1, count: 0 }] },
    "unknown",
    /\(0 examples\)/,
  ],
  [
    "a value that rests on little",
    { "minimum-count": 30 },
    { declaredSlices: [{ floor: 0 }], sliceResults: [{ value: 1, count: 29 }] },
    "unknown",
    /at least 30 examples: .*\(29 examples\)/,
  ],
  [
    "many at once are shortened",
    {},
    {
      declaredSlices: ["a", "b", "c", "d"].map((name) => ({ name, floor: 1 })),
      sliceResults: ["a", "b", "c", "d"].map((name) => ({ name, value: 0 })),
    },
    "fail",
    /4 of 4 .* …$/,
  ],
  [
    "fewer slices than asked for",
    { "minimum-slices": 2 },
    { declaredSlices: [{ floor: 0 }], sliceResults: [{ value: 1 }] },
    "fail",
    /1 slices are declared; at least 2/,
  ],
  ["none declared", {}, { declaredSlices: { unavailable: "missing" } }, "unknown", /missing/],
  [
    "nothing measured",
    {},
    { declaredSlices: [{ floor: 0 }], sliceResults: { unavailable: "stale" } },
    "unknown",
    /stale/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("data-slices", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
