import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "pass",
    { evidence: "unit-tests" },
    { tests: { "unit-tests": { passed: 3, skipped: 1 } } },
    "pass",
    /3 tests passed, 1 were skipped/,
  ],
  [
    "flaky ones are told",
    { evidence: "unit-tests" },
    { tests: { "unit-tests": { passed: 3, flaky: 1 } } },
    "pass",
    /4 tests passed \(1 only when run again\)/,
  ],
  [
    "some fail",
    { evidence: "unit-tests" },
    {
      tests: {
        "unit-tests": { passed: 3, failed: ["a", "b"], error: ["c", "d"], message: "boom\nat x" },
      },
    },
    "fail",
    /4 of 7 tests fail: tests.test_model.a, .* …/,
  ],
  [
    "one without class or message",
    { evidence: "unit-tests" },
    { tests: { "unit-tests": { failed: ["a"], className: "" } } },
    "fail",
    /1 of 1 tests fail: a$/,
  ],
  [
    "none ran",
    { evidence: "unit-tests" },
    { tests: { "unit-tests": { skipped: 4 } } },
    "unknown",
    /0 tests ran, 4 were skipped/,
  ],
  [
    "none at all",
    { evidence: "unit-tests" },
    { tests: { "unit-tests": {} } },
    "unknown",
    /0 tests ran, 0 were skipped/,
  ],
  [
    "too many skipped",
    { evidence: "unit-tests", "maximum-skipped": 20 },
    { tests: { "unit-tests": { passed: 3, skipped: 1 } } },
    "fail",
    /at most 20 %/,
  ],
  [
    "not configured",
    { evidence: "unit-tests" },
    {},
    "unknown",
    /evidence: \{unit-tests: \{format: junit/,
  ],
  [
    "awaited",
    { evidence: "unit-tests" },
    { tests: { "unit-tests": { unavailable: "awaited" } } },
    "pending",
    /awaited/,
  ],
  [
    "absent",
    { evidence: "unit-tests" },
    { tests: { "unit-tests": { unavailable: "missing" } } },
    "unknown",
    /missing/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("test-results", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
