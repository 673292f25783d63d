import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "succeeded",
    { check: "lint" },
    { checkRuns: [{ conclusion: "success" }, { name: "other", conclusion: "failure" }] },
    "pass",
    /"lint" succeeded$/,
  ],
  [
    "by id",
    { check: "lint", app: 15368 },
    { checkRuns: [{ conclusion: "success" }] },
    "pass",
    /succeeded/,
  ],
  [
    "failed",
    { check: "lint" },
    { checkRuns: [{ conclusion: "failure" }, { conclusion: "success" }] },
    "fail",
    /"lint" ended with failure/,
  ],
  [
    "running",
    { check: "lint" },
    { checkRuns: [{ status: "in_progress" }, { conclusion: "success" }] },
    "pending",
    /is running/,
  ],
  [
    "skipped",
    { check: "lint" },
    { checkRuns: [{ conclusion: "skipped" }] },
    "unknown",
    /was skipped, which shows nothing/,
  ],
  [
    "skipped where the policy takes that for success",
    { check: "lint", conclusions: ["success", "skipped"] },
    { checkRuns: [{ conclusion: "skipped" }] },
    "pass",
    /"lint" ended with skipped, which the policy takes for success/,
  ],
  [
    "neutral where only skipped is taken",
    { check: "lint", conclusions: ["success", "skipped"] },
    { checkRuns: [{ conclusion: "neutral" }, { conclusion: "success" }] },
    "unknown",
    /was neutral, which shows nothing/,
  ],
  [
    "completed without a conclusion",
    { check: "lint" },
    { checkRuns: [{}] },
    "unknown",
    /shows nothing/,
  ],
  [
    "of another app",
    { check: "lint" },
    { checkRuns: [{ app: "evil", appId: 9, conclusion: "success" }] },
    "pending",
    /a run of that name by evil does not count/,
  ],
  [
    "our own",
    { check: "lint" },
    { checkRuns: [{ own: true, conclusion: "success" }] },
    "pending",
    /no check "lint" by github-actions ran/,
  ],
  ["absent", { check: "lint" }, {}, "pending", /add a job of that name/],
  [
    "absent for too long",
    { check: "lint" },
    { ciDeadline: "2026-06-01T12:00:00Z" },
    "unknown",
    /expected to report by 2026-06-01T12:00:00Z/,
  ],
  [
    "running for too long",
    { check: "lint" },
    { ciDeadline: "2026-05-01T12:00:00Z", checkRuns: [{ status: "in_progress" }] },
    "unknown",
    /is running; CI was expected/,
  ],
  [
    "not visible",
    { check: "lint" },
    { checkRuns: { unavailable: "not-visible" } },
    "pending",
    /not-visible/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("external-check", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
