import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "one level everywhere",
    {},
    { card: { level: 4, statedLevels: [4, 4] } },
    "pass",
    /level 4 and nowhere another/,
  ],
  [
    "another in the title",
    {},
    { card: { level: 4, statedLevels: [8] } },
    "fail",
    /level 4 and also 8 \(.mltrl\/cards\/detector.md:40\)/,
  ],
  ["no card", {}, { card: { unavailable: "invalid" } }, "unknown", /invalid/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-consistency", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
