import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "in numbers",
    {},
    { requirements: [{ risk: { pFailure: 0.7, value: 10, statedScore: 7 } }] },
    "pass",
    /have their risk quantified/,
  ],
  [
    "no stated score",
    {},
    { requirements: [{ risk: { pFailure: 0.3, value: 5 } }] },
    "pass",
    /all 1/,
  ],
  ["none", {}, { requirements: [{}] }, "fail", /has no risk/],
  [
    "no probability",
    {},
    { requirements: [{ risk: { pFailure: 3, value: 5 } }] },
    "fail",
    /probability of failure of 3/,
  ],
  [
    "an odd value",
    {},
    { requirements: [{ risk: { pFailure: 0.3, value: 11 } }] },
    "fail",
    /value at stake of 11/,
  ],
  [
    "a wrong score",
    {},
    { requirements: [{ risk: { pFailure: 0.3, value: 5, statedScore: 5 } }] },
    "fail",
    /states the score 5; 0.3 × 5 is 1.5/,
  ],
  ["no requirements", {}, {}, "unknown", /no requirements/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("requirement-risk", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
