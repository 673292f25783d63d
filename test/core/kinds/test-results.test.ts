import { expect, test } from "@jest/globals";
import { KINDS } from "../../../src/core/kinds/index.ts";
import { known } from "../../../src/core/model/fact.ts";
import type { FactValues } from "../../../src/core/model/facts.ts";
import { someTests } from "../../../src/evidence/described/evidence-facts.ts";
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
    /there are no test results "unit-tests".*evidence: \{unit-tests: \{format: tests/,
  ],
  [
    "a required one ran",
    { evidence: "unit-tests", required: ["works 2", "tests.*.works 1", "*works*"] },
    { tests: { "unit-tests": { passed: 3 } } },
    "pass",
    /3 tests passed/,
  ],
  [
    "a required one is not there",
    { evidence: "unit-tests", required: ["works 1", "*drift*"] },
    { tests: { "unit-tests": { passed: 4 } } },
    "fail",
    /no test that ran is named "\*drift\*", which is asked for; 4 tests are named otherwise, such as tests.test_model.works 1,/,
  ],
  [
    "a required one was skipped",
    { evidence: "unit-tests", required: ["waits *"] },
    { tests: { "unit-tests": { passed: 3, skipped: 1 } } },
    "fail",
    /tests.test_model.waits 1 was skipped, and tests named "waits \*" must run/,
  ],
  [
    "a required one fails",
    { evidence: "unit-tests", required: ["drifts"] },
    { tests: { "unit-tests": { passed: 3, failed: ["drifts"] } } },
    "fail",
    /1 of 4 tests fail: tests.test_model.drifts/,
  ],
  [
    "too many flaky",
    { evidence: "unit-tests", "maximum-flaky": 25 },
    { tests: { "unit-tests": { passed: 2, flaky: 1 } } },
    "fail",
    /at most 25 % may pass only when run again/,
  ],
  [
    "as many flaky as may be",
    { evidence: "unit-tests", "maximum-flaky": 25 },
    { tests: { "unit-tests": { passed: 3, flaky: 1 } } },
    "pass",
    /4 tests passed \(1 only when run again\)/,
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

test("a test that fails is shown where it stands, if that is known", () => {
  const [report] = someTests({ failed: ["a", "b"] });
  if (report === undefined) throw new Error("there is no report");
  const suites = report.suites.map(({ name, cases }) => ({
    name,
    cases: cases.map((each) =>
      each.name === "a" ? { ...each, place: { path: "tests/a.py", line: 4 } } : each,
    ),
  }));
  const tests = known(new Map([["unit-tests", known([{ ...report, suites }])]]));
  const kind = KINDS.get("test-results");
  const judged = kind?.judge({ tests: tests.value } as unknown as FactValues, {
    evidence: "unit-tests",
  });
  expect(judged).toMatchObject({
    evidence: [
      { path: "tests/a.py", line: 4, seen: "tests.test_model.a: failed" },
      { path: "reports/unit.xml", seen: "tests.test_model.b: failed" },
    ],
  });
});
