import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "no raise",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {},
    "not-applicable",
    /no level is raised/,
  ],
  [
    "no panel of this step",
    { panels: [] },
    { step: ["raise", 2, 3] },
    "not-applicable",
    /no level is raised here that has a panel/,
  ],
  [
    "approved",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    { step: ["raise", 2, 3], approvals: { given: [{ login: "alice", roles: ["researcher"] }] } },
    "pass",
    /researcher \(alice\)/,
  ],
  [
    "a seat is open",
    { panels: [{ "from-level": 3, roles: ["researcher", "engineering"] }] },
    {
      step: ["raise", 3, 4],
      approvals: {
        level: 4,
        given: [{ login: "alice", roles: ["researcher"] }],
        members: { researcher: ["alice"], engineering: ["bob", "carl"] },
      },
    },
    "pending",
    /1 of 2 seats for 3 → 4 are filled; open: engineering \(bob or carl\)/,
  ],
  [
    "nobody can fill it",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: { members: { researcher: ["dora"] }, barred: { dora: "is the author" } },
    },
    "pending",
    /nobody can fill it/,
  ],
  [
    "one person holds one seat",
    { panels: [{ "from-level": 2, roles: ["researcher", "researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [{ login: "alice", roles: ["researcher"] }],
        members: { researcher: ["alice"] },
      },
    },
    "pending",
    /1 of 2/,
  ],
  [
    "small teams hold several",
    { panels: [{ "from-level": 2, roles: ["researcher", "researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        panels: "small-team",
        given: [{ login: "alice", roles: ["researcher"] }],
        members: { researcher: ["alice"] },
      },
    },
    "pass",
    /researcher \(alice\), researcher \(alice\)/,
  ],
  [
    "seats are given out so that most are filled",
    { panels: [{ "from-level": 2, roles: ["researcher", "quality"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [
          { login: "alice", roles: ["researcher", "quality"] },
          { login: "bob", roles: ["researcher"] },
        ],
        members: { researcher: [], quality: [] },
      },
    },
    "pass",
    /researcher \(bob\), quality \(alice\)/,
  ],
  [
    "admins hold roles that nobody names",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    { step: ["raise", 2, 3], approvals: { given: [{ login: "root", admin: true }] } },
    "pass",
    /researcher \(root\)/,
  ],
  [
    "and could be asked",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    { step: ["raise", 2, 3] },
    "pending",
    /any repository admin/,
  ],
  [
    "given before the step was claimed",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: { given: [{ login: "alice", roles: ["researcher"], claimed: 2 }] },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "given to other content",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: { given: [{ login: "alice", roles: ["researcher"], digest: "old" }] },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "given by a bot",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: { given: [{ login: "robot", bot: true, roles: ["researcher"] }] },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "given by somebody barred",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [{ login: "dora", roles: ["researcher"] }],
        barred: { dora: "wrote commits" },
      },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "an objection",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: { given: [{ login: "alice", state: "changes-requested", roles: ["researcher"] }] },
    },
    "fail",
    /changes are requested by alice/,
  ],
  [
    "an objection of an admin",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: { given: [{ login: "root", state: "changes-requested", admin: true }] },
    },
    "fail",
    /root/,
  ],
  [
    "an objection of a passer-by",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [
          { login: "troll", state: "changes-requested" },
          { login: "alice", roles: ["researcher"] },
        ],
      },
    },
    "pass",
    /alice/,
  ],
  [
    "commits without an account",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    { step: ["raise", 2, 3], approvals: { unlinked: ["x@y.z"] } },
    "pending",
    /x@y.z cannot be told/,
  ],
  [
    "the author is the whole panel and asked",
    { panels: [{ "from-level": 0, roles: ["research-lead"] }] },
    {
      step: ["raise", 0, 1],
      approvals: {
        level: 1,
        members: { "research-lead": ["dora"] },
        requestedBy: "dora",
        barred: { dora: "is the author" },
      },
    },
    "pass",
    /research-lead \(dora\)/,
  ],
  [
    "and did not ask yet",
    { panels: [{ "from-level": 0, roles: ["research-lead"] }] },
    { step: ["raise", 0, 1], approvals: { level: 1, members: { "research-lead": ["dora"] } } },
    "pending",
    /dora is the whole panel.*promote/,
  ],
  [
    "which ends with level 1",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: { members: { researcher: ["dora"] }, requestedBy: "dora" },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "and is not for one of several",
    { panels: [{ "from-level": 0, roles: ["research-lead"] }] },
    {
      step: ["raise", 0, 1],
      approvals: { members: { "research-lead": ["dora", "emil"] }, requestedBy: "dora" },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "reviews cannot be seen",
    { panels: [] },
    { approvals: { unavailable: "not-visible" } },
    "pending",
    /not-visible/,
  ],
  [
    "a renewal has the panel of 9",
    { panels: [{ "from-level": 9, roles: ["owner"] }] },
    { step: ["renew", 9], approvals: { level: 9, given: [{ login: "alice", roles: ["owner"] }] } },
    "pass",
    /9 → 9/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("review-panel", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
