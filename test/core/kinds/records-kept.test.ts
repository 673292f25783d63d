import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const REVIEW = ".mltrl/reviews/detector/2026-01-02-2-to-3.yml";

const CASES: readonly Case[] = [
  ["untouched", {}, {}, "pass", /stands as it was merged/],
  [
    "one removed",
    {},
    { alteredRecords: { [REVIEW]: "removed" } },
    "fail",
    /2026-01-02-2-to-3.yml is removed; what happened stays/,
  ],
  [
    "several edited",
    {},
    { alteredRecords: { [REVIEW]: "edited", "b.yml": "edited" } },
    "fail",
    /is edited, and 1 more/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("records-kept", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
