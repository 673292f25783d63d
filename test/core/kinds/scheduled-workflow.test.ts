import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const STRESS = { evidence: "stress-test" };
const WORKFLOW = ".github/workflows/stress.yml";
const WEEKLY = { [WORKFLOW]: ["0 3 * * 1"] };

const CASES: readonly Case[] = [
  [
    "runs regularly and passed lately",
    STRESS,
    { deploymentTests: { "stress-test": { workflow: WORKFLOW } }, workflows: WEEKLY },
    "pass",
    /stress.yml runs at "0 3 \* \* 1", last until 2026-05-30/,
  ],
  [
    "on the last day that counts",
    STRESS,
    {
      deploymentTests: { "stress-test": { workflow: WORKFLOW, end: "2026-05-25" } },
      workflows: WEEKLY,
    },
    "pass",
    /2026-05-25/,
  ],
  [
    "a day too old",
    STRESS,
    {
      deploymentTests: { "stress-test": { workflow: WORKFLOW, end: "2026-05-24" } },
      workflows: WEEKLY,
    },
    "unknown",
    /ended on 2026-05-24; at most 7 days ago/,
  ],
  [
    "no schedule",
    STRESS,
    {
      deploymentTests: { "stress-test": { workflow: WORKFLOW } },
      workflows: { [WORKFLOW]: [] },
    },
    "fail",
    /no `schedule`/,
  ],
  [
    "the last run did not pass",
    STRESS,
    {
      deploymentTests: { "stress-test": { workflow: WORKFLOW, passed: false } },
      workflows: WEEKLY,
    },
    "fail",
    /did not pass/,
  ],
  [
    "no workflow named",
    STRESS,
    { deploymentTests: { "stress-test": {} }, workflows: WEEKLY },
    "unknown",
    /does not say which `workflow`/,
  ],
  [
    "another workflow",
    STRESS,
    { deploymentTests: { "stress-test": { workflow: WORKFLOW } } },
    "unknown",
    /stress.yml does not exist/,
  ],
  [
    "a workflow that cannot be read",
    STRESS,
    {
      deploymentTests: { "stress-test": { workflow: WORKFLOW } },
      workflows: { [WORKFLOW]: { unavailable: "invalid" } },
    },
    "unknown",
    /invalid/,
  ],
  ["no result", STRESS, {}, "unknown", /with the `workflow` that makes it/],
  [
    "a result of other content",
    STRESS,
    { deploymentTests: { "stress-test": { unavailable: "stale" } } },
    "unknown",
    /stale/,
  ],
];

test("holds until the run is too old", () => {
  const facts = { deploymentTests: { "stress-test": { workflow: WORKFLOW } }, workflows: WEEKLY };
  expect(judgeKind("scheduled-workflow", STRESS, facts).validUntil).toBe(
    "2026-06-07T00:00:00.000Z",
  );
});

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("scheduled-workflow", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
