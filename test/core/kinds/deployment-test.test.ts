import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const SHADOW = { evidence: "shadow" };

const CASES: readonly Case[] = [
  [
    "passed without regressions",
    SHADOW,
    { deploymentTests: { shadow: {} } },
    "pass",
    /2.0.0-rc.1 on staging from 2026-05-20 to 2026-05-30, no regressions/,
  ],
  [
    "just long enough",
    { ...SHADOW, "minimum-days": 7 },
    { deploymentTests: { shadow: { start: "2026-05-20", end: "2026-05-27" } } },
    "pass",
    /2026-05-27/,
  ],
  [
    "too short by a minute",
    { ...SHADOW, "minimum-days": 7 },
    {
      deploymentTests: { shadow: { start: "2026-05-20T08:00:00Z", end: "2026-05-27T07:59:00Z" } },
    },
    "fail",
    /ran for 6.99 days; at least 7/,
  ],
  [
    "not passed",
    SHADOW,
    { deploymentTests: { shadow: { passed: false } } },
    "fail",
    /did not pass/,
  ],
  [
    "an accepted regression",
    SHADOW,
    {
      deploymentTests: {
        shadow: { regressions: [{ acceptedBy: "carol", reason: "within the SLO" }] },
      },
    },
    "pass",
    /1 accepted regressions/,
  ],
  [
    "a regression whose reason is still to come",
    SHADOW,
    { deploymentTests: { shadow: { regressions: [{ acceptedBy: "carol", reason: "TODO" }] } } },
    "fail",
    /1 of 1 regressions are accepted by nobody with a reason/,
  ],
  [
    "a regression that somebody accepted without a reason",
    SHADOW,
    { deploymentTests: { shadow: { regressions: [{ acceptedBy: "carol", reason: " " }] } } },
    "fail",
    /1 of 1 regressions .* latency rose/,
  ],
  [
    "regressions that nobody accepted",
    SHADOW,
    {
      deploymentTests: {
        shadow: {
          regressions: [
            { acceptedBy: "carol", reason: "within the SLO" },
            { what: "a" },
            { what: "b" },
            { what: "c" },
            { what: "d" },
          ],
        },
      },
    },
    "fail",
    /4 of 5 regressions .*: a, b, c …/,
  ],
  [
    "an end that is still to come",
    SHADOW,
    { deploymentTests: { shadow: { end: "2026-06-02" } } },
    "unknown",
    /still to come/,
  ],
  [
    "an end before the start",
    SHADOW,
    { deploymentTests: { shadow: { start: "2026-05-20", end: "2026-05-19T23:00:00Z" } } },
    "unknown",
    /ends on 2026-05-19T23:00:00Z, before its start/,
  ],
  ["no result", SHADOW, {}, "unknown", /expected .mltrl\/evidence\/detector\/shadow.yml/],
  [
    "a result of other content",
    SHADOW,
    { deploymentTests: { shadow: { unavailable: "stale" } } },
    "unknown",
    /stale/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("deployment-test", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
