import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["nothing left", {}, {}, "pass", /nothing of the template/],
  [
    "one piece",
    {},
    { card: { placeholders: ["*link to page*"] } },
    "fail",
    /1 piece of template text left, such as "\*link to page\*"/,
  ],
  ["several", {}, { card: { placeholders: ["TODO", "TBD"] } }, "fail", /2 pieces/],
  ["no card", {}, { card: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-placeholders", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
