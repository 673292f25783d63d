import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "a mitigation that is still to come",
    { maximum: 5, "maximum-mitigated": 7 },
    { requirements: [{ risk: { pFailure: 0.6, value: 10, mitigation: ["TODO"] } }] },
    "fail",
    /a risk of 6 without mitigation; at most 5/,
  ],
  [
    "less risk left, by nothing that is done about it",
    { maximum: 5, "maximum-mitigated": 7 },
    {
      requirements: [
        { risk: { pFailure: 1, value: 10, mitigation: [], residual: { pFailure: 0, value: 1 } } },
      ],
    },
    "fail",
    /a risk of 10 without mitigation; at most 5/,
  ],
  [
    "below",
    { maximum: 7, "maximum-mitigated": 10 },
    { requirements: [{ risk: { pFailure: 0.7, value: 10 } }] },
    "pass",
    /within the ceiling/,
  ],
  [
    "above",
    { maximum: 7, "maximum-mitigated": 10 },
    { requirements: [{ risk: { pFailure: 0.8, value: 10, mitigation: [" "] } }] },
    "fail",
    /risk of 8 without mitigation; at most 7/,
  ],
  [
    "above and mitigated",
    { maximum: 7, "maximum-mitigated": 10 },
    { requirements: [{ risk: { pFailure: 0.8, value: 10, mitigation: ["second reader"] } }] },
    "pass",
    /all 1/,
  ],
  [
    "too high all the same",
    { maximum: 4, "maximum-mitigated": 7 },
    { requirements: [{ risk: { pFailure: 0.8, value: 10, mitigation: ["second reader"] } }] },
    "fail",
    /8 with mitigation; at most 7/,
  ],
  [
    "what is left is what counts",
    { maximum: 4, "maximum-mitigated": 4 },
    {
      requirements: [
        {
          risk: {
            pFailure: 0.8,
            value: 10,
            mitigation: ["second reader"],
            residual: { pFailure: 0.4, value: 10 },
          },
        },
      ],
    },
    "pass",
    /all 1/,
  ],
  [
    "too much is left",
    { maximum: 4, "maximum-mitigated": 4 },
    {
      requirements: [
        {
          risk: {
            pFailure: 0.8,
            value: 10,
            mitigation: ["second reader"],
            residual: { pFailure: 0.41, value: 10 },
          },
        },
      ],
    },
    "fail",
    /has a residual risk of 4.1; at most 4/,
  ],
  [
    "no risk",
    { maximum: 7, "maximum-mitigated": 10 },
    { requirements: [{}] },
    "fail",
    /none can be compared/,
  ],
  ["no requirements", { maximum: 7, "maximum-mitigated": 10 }, {}, "unknown", /no requirements/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("risk-ceiling", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
