import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "there",
    { roles: ["engineering"] },
    { roles: { engineering: ["bob"] } },
    "pass",
    /engineering: bob/,
  ],
  [
    "nobody",
    { roles: ["engineering", "quality"] },
    { roles: { quality: ["eve"] } },
    "fail",
    /engineering has 0 members; at least 1/,
  ],
  [
    "not known",
    { roles: ["engineering"] },
    { roles: { unavailable: "upstream" } },
    "unknown",
    /upstream/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("role-present", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
