import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["no raise", {}, {}, "not-applicable", /no level is raised/],
  [
    "somebody else",
    {},
    { step: ["raise", 2, 3], approvals: { given: [{ login: "alice" }] } },
    "pass",
    /alice approved 2 → 3/,
  ],
  [
    "nobody yet",
    {},
    { step: ["raise", 2, 3] },
    "pending",
    /0 of 1 independent approvals of 2 → 3$/,
  ],
  [
    "only the author",
    {},
    {
      step: ["raise", 2, 3],
      approvals: { given: [{ login: "dora" }], barred: { dora: "opened this pull request" } },
    },
    "pending",
    /does not count: dora \(opened this pull request\)/,
  ],
  [
    "only the only owner",
    {},
    {
      step: ["raise", 2, 3],
      card: { rows: { owners: "@Alice" } },
      approvals: { given: [{ login: "alice" }] },
    },
    "pending",
    /alice \(the only owner\)/,
  ],
  [
    "one of two owners",
    {},
    {
      step: ["raise", 2, 3],
      card: { rows: { owners: "@alice, @bob" } },
      approvals: { given: [{ login: "alice" }] },
    },
    "pass",
    /alice/,
  ],
  [
    "early levels have lone owners",
    {},
    {
      step: ["raise", 1, 2],
      card: { rows: { owners: "alice" } },
      approvals: { level: 2, given: [{ login: "alice" }] },
    },
    "pass",
    /alice/,
  ],
  [
    "a panel of one",
    {},
    { step: ["raise", 0, 1], approvals: { members: { "research-lead": ["dora"] } } },
    "not-applicable",
    /dora is the whole panel/,
  ],
  [
    "more are asked for",
    { minimum: 2 },
    { step: ["raise", 2, 3], approvals: { given: [{ login: "alice" }] } },
    "pending",
    /1 of 2/,
  ],
  [
    "reviews cannot be seen",
    {},
    { approvals: { unavailable: "not-visible" } },
    "pending",
    /not-visible/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("review-independence", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
