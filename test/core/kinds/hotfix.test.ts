import { expect, test } from "@jest/globals";
import type { FactsDescription } from "../../support/facts.ts";
import { type Case, judgeKind } from "../../support/judge.ts";

const RECORD = ".mltrl/hotfixes/detector/2026-05-30.yml";
const CALLED: FactsDescription = {
  step: ["content", 9],
  changedPaths: [RECORD],
  records: { hotfixes: [{ date: "2026-05-30", until: "2026-06-04" }] },
};

const CASES: readonly Case[] = [
  ["none", {}, {}, "not-applicable", /no hotfix/],
  ["one that is merged", {}, { ...CALLED, changedPaths: [] }, "not-applicable", /no hotfix/],
  [
    "approved",
    {},
    { ...CALLED, approvals: { level: 9, given: [{ login: "alice" }] } },
    "pass",
    /in force until 2026-06-04: recall fell.*approved by alice/,
  ],
  [
    "approved by who wrote it",
    {},
    {
      ...CALLED,
      approvals: { level: 9, given: [{ login: "alice" }], barred: { alice: "wrote it" } },
    },
    "pending",
    /0 of 1 independent approvals/,
  ],
  [
    "approved before it changed",
    {},
    { ...CALLED, approvals: { level: 9, given: [{ login: "alice", digest: "d0" }] } },
    "pending",
    /0 of 1/,
  ],
  [
    "approved by who called it",
    {},
    { ...CALLED, approvals: { level: 9, given: [{ login: "Carol" }] } },
    "pending",
    /0 of 1/,
  ],
  [
    "approved by who says that it was called",
    {},
    {
      ...CALLED,
      hotfixCalls: { [RECORD]: { callers: ["carol", "alice"] } },
      approvals: { level: 9, given: [{ login: "alice" }] },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "called by nobody on call",
    {},
    {
      ...CALLED,
      hotfixCalls: { [RECORD]: { callers: ["carol"], fault: "carol is not on call" } },
      approvals: { level: 9, given: [{ login: "alice" }] },
    },
    "fail",
    /does not count: carol is not on call/,
  ],
  [
    "called by somebody who cannot be looked up",
    {},
    { ...CALLED, hotfixCalls: { [RECORD]: { unavailable: "upstream" } } },
    "unknown",
    /not known: upstream/,
  ],
  [
    "two are asked for",
    { "minimum-approvals": 2 },
    { ...CALLED, approvals: { level: 9, given: [{ login: "alice" }] } },
    "pending",
    /1 of 2/,
  ],
  [
    "its week is over",
    {},
    {
      ...CALLED,
      records: { hotfixes: [{ date: "2026-05-30", until: "2026-05-31" }] },
      approvals: { level: 9, given: [{ login: "alice" }] },
    },
    "fail",
    /does not cover today/,
  ],
  [
    "the panel has met",
    {},
    {
      ...CALLED,
      records: {
        hotfixes: [
          {
            date: "2026-05-30",
            until: "2026-05-31",
            reviewed: { date: "2026-06-01", by: ["alice"] },
          },
        ],
      },
    },
    "pass",
    /has been reviewed/,
  ],
  [
    "of a day to come",
    {},
    {
      ...CALLED,
      records: { hotfixes: [{ date: "2026-05-30", until: "2026-06-04" }] },
      changedPaths: [],
    },
    "not-applicable",
    /no hotfix/,
  ],
  [
    "unreadable",
    {},
    { ...CALLED, records: { hotfixes: [{ unavailable: RECORD }] } },
    "unknown",
    /cannot be read/,
  ],
  ["reviews are not visible", {}, { ...CALLED, approvals: { unavailable: "not-visible" } }, "pending", /not-visible/], // prettier-ignore
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("hotfix", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});

test("a hotfix holds until the day after its last one begins", () => {
  const finding = judgeKind(
    "hotfix",
    {},
    { ...CALLED, approvals: { level: 9, given: [{ login: "alice" }] } },
  );
  expect(finding.validUntil).toBe("2026-06-05T00:00:00.000Z");
});
