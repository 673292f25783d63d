import { expect, test } from "@jest/globals";
import type { FactsDescription } from "../../support/facts.ts";
import { type Case, judgeKind } from "../../support/judge.ts";

const PARAMS = {
  evidence: "explanation",
  tags: ["explanation"],
  of: "product",
  checks: [{ select: "$.value", every: { "at-most": 1 } }],
};
const ASKED: FactsDescription["requirements"] = [{ kind: "product", tags: ["explanation"] }];

const CASES: readonly Case[] = [
  [
    "nobody asks",
    PARAMS,
    { requirements: [{ tags: ["explanation"] }] },
    "not-applicable",
    /there are no product requirements tagged explanation/,
  ],
  [
    "asked, and shown",
    PARAMS,
    { requirements: ASKED, structured: { explanation: { value: 1 } } },
    "pass",
    /./,
  ],
  [
    "asked, and not so",
    PARAMS,
    { requirements: ASKED, structured: { explanation: { value: 2 } } },
    "fail",
    /./,
  ],
  ["asked, and not there", PARAMS, { requirements: ASKED }, "unknown", /explanation/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("predicate-when-tagged", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
