import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["one step", {}, { step: ["raise", 2, 3] }, "pass", /2 → 3/],
  ["a jump", {}, { step: ["raise", 2, 5] }, "fail", /jumps 2 → 5/],
  ["starts at 0", {}, { step: ["add", 0], card: { level: 0 } }, "not-applicable", /does not rise/],
  [
    "enters above 0",
    {},
    { step: ["add", 4], card: { level: 4, entry: { level: 4 } } },
    "pass",
    /enters at level 4: bought/,
  ],
  [
    "adopted above 0",
    {},
    { step: ["add", 4], card: { level: 4, adopted: { level: 4 } } },
    "pass",
    /enters at level 4/,
  ],
  ["enters in silence", {}, { step: ["add", 4], card: { level: 4 } }, "fail", /without saying why/],
  [
    "enters elsewhere than it says",
    {},
    { step: ["add", 4], card: { level: 4, entry: { level: 3 } } },
    "fail",
    /level 4 and its entry says level 3/,
  ],
  ["nothing moves", {}, {}, "not-applicable", /does not rise/],
  ["no card", {}, { card: { unavailable: "missing" } }, "unknown", /missing/],
  [
    "a jump to where it has been",
    {},
    { step: { proven: ["raise", 2, 5] } },
    "pass",
    /been at 5 already/,
  ],
  [
    "a gate that was walked and is excused later",
    {},
    {
      step: ["records", 4],
      baseCard: { level: 4, entry: { level: 4, gatesNotWalked: [0, 1] } },
      card: { level: 4, entry: { level: 4, gatesNotWalked: [0, 1, 3] } },
    },
    "fail",
    /adds 3 to the gates not walked/,
  ],
  [
    "a start that is claimed later",
    {},
    {
      step: ["records", 4],
      baseCard: { level: 4 },
      card: { level: 4, adopted: { level: 4, gatesNotWalked: [2] } },
    },
    "fail",
    /adds 2 to the gates not walked/,
  ],
  [
    "a start that is moved down",
    {},
    {
      step: ["records", 4],
      baseCard: { level: 4, entry: { level: 4 } },
      card: { level: 4, entry: { level: 2 } },
    },
    "fail",
    /moves the start of the component from 4 to 2/,
  ],
  [
    "a gate that is walked after all",
    {},
    {
      step: ["records", 4],
      baseCard: { level: 4, entry: { level: 4, gatesNotWalked: [0, 1] } },
      card: { level: 4, entry: { level: 4, gatesNotWalked: [0] } },
    },
    "not-applicable",
    /does not rise/,
  ],
  ["a renewal", {}, { step: ["renew", 9] }, "not-applicable", /does not rise/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("ladder-step", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
