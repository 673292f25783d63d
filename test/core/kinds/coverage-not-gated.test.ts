import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["free", {}, {}, "pass", /no settings/],
  [
    "gated",
    {},
    { coverageFloors: ["fail_under = 90"] },
    "fail",
    /1 setting enforces .*fail_under = 90/,
  ],
  [
    "gated twice",
    {},
    { coverageFloors: ["fail_under = 90", "target: 80%"] },
    "fail",
    /2 settings enforce/,
  ],
  ["not known", {}, { coverageFloors: { unavailable: "upstream" } }, "unknown", /upstream/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("coverage-not-gated", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
