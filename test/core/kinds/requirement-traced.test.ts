import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const A = { id: "4.2.1", risk: { pFailure: 0.5, value: 10 } };
const B = { id: "4.2", risk: { pFailure: 0.1, value: 10 } };
const RISKY = { "minimum-risk": 4, evidence: ["critical-scenarios"] };

const CASES: readonly Case[] = [
  [
    "named by a test that passed, in any report",
    {},
    {
      requirements: [A, B],
      tests: {
        unit: { cases: { "REQ-4.2.1 small": "passed" } },
        system: { cases: { "REQ-4.2 all": "passed", "REQ-4.2 slow": "skipped" } },
      },
    },
    "pass",
    /each of 2 requirements is named/,
  ],
  [
    "an id is not the beginning of another",
    {},
    { requirements: [B], tests: { unit: { cases: { "REQ-4.2.1 small": "passed" } } } },
    "fail",
    /1 of 1 .*4.2 is named by no test/,
  ],
  [
    "one that fails outweighs one that passes",
    {},
    {
      requirements: [A],
      tests: {
        unit: { cases: { "REQ-4.2.1 small": "passed" } },
        system: { cases: { "REQ-4.2.1 large": "error" } },
      },
    },
    "fail",
    /4.2.1 is named by a test that fails: REQ-4.2.1 large/,
  ],
  [
    "only skipped",
    {},
    { requirements: [A], tests: { unit: { cases: { "REQ-4.2.1 small": "skipped" } } } },
    "fail",
    /only by tests that were skipped/,
  ],
  [
    "several are told as one and more",
    {},
    { requirements: [A, B], tests: { unit: { passed: 3 } } },
    "fail",
    /2 of 2 .*4.2.1 is named by no test …/,
  ],
  [
    "only those of high risk, in the evidence that is named",
    RISKY,
    {
      requirements: [A, B],
      tests: {
        unit: { failed: ["REQ-4.2.1 small"] },
        "critical-scenarios": { cases: { "REQ-4.2.1 large": "passed" } },
      },
    },
    "pass",
    /each of 1 requirements with a risk of 4 or more/,
  ],
  [
    "no risk is of the high ones",
    RISKY,
    { requirements: [{ id: "7" }], tests: { "critical-scenarios": { passed: 1 } } },
    "fail",
    /7 is named by no test/,
  ],
  [
    "none of high risk",
    RISKY,
    { requirements: [B] },
    "not-applicable",
    /none of 1 requirements has a risk of 4/,
  ],
  ["no requirements", {}, { tests: { unit: { passed: 1 } } }, "unknown", /holds no requirements/],
  ["no reports", {}, { requirements: [A] }, "unknown", /there is no test report/],
  [
    "not the report that is named",
    RISKY,
    { requirements: [A], tests: { unit: { passed: 1 } } },
    "unknown",
    /no test report "critical-scenarios"/,
  ],
  [
    "a report that cannot be read",
    {},
    {
      requirements: [A],
      tests: { unit: { cases: { "REQ-4.2.1": "passed" } }, system: { unavailable: "stale" } },
    },
    "unknown",
    /stale/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("requirement-traced", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
