import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "there",
    { of: "research" },
    { requirements: [{ id: "1" }, { id: "4.2.1" }] },
    "pass",
    /2 research requirements/,
  ],
  [
    "none of the kind",
    { of: "product" },
    { requirements: [{}] },
    "fail",
    /holds 0 product requirements; at least 1/,
  ],
  [
    "twice the same number",
    {},
    { requirements: [{ id: "1" }, { id: "1" }] },
    "fail",
    /2 of 2 requirements .* 1, 1/,
  ],
  ["an odd number", {}, { requirements: [{ id: "R-7" }] }, "fail", /R-7/],
  ["no file", {}, { requirements: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("requirements-present", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
