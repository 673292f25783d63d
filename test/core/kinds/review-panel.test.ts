import { describe, expect, test } from "@jest/globals";
import type { ApprovalsDescription } from "../../../src/evidence/described/approval-facts.ts";
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
    "commits without an account, which policy owners settled on this head",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        unlinked: ["x@y.z"],
        given: [
          { login: "alice", roles: ["researcher"] },
          { login: "paula", roles: ["policy-owners"], commit: "head567890" },
        ],
      },
    },
    "pass",
    /researcher \(alice\)/,
  ],
  [
    "policy owners who saw another head settle nothing",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: { unlinked: ["x@y.z"], given: [{ login: "paula", roles: ["policy-owners"] }] },
    },
    "pending",
    /x@y.z cannot be told/,
  ],
  [
    "nor do those who wrote it",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        unlinked: ["x@y.z"],
        barred: { paula: "wrote commits" },
        given: [{ login: "paula", roles: ["policy-owners"], commit: "head567890" }],
      },
    },
    "pending",
    /x@y.z cannot be told/,
  ],
  [
    "a past that cannot be read",
    { panels: [{ "from-level": 6, roles: ["quality"] }] },
    {
      step: ["raise", 6, 7],
      approvals: {
        level: 7,
        pastUnknown: "too many commits",
        given: [{ login: "alice", roles: ["quality"] }],
      },
    },
    "pending",
    /since the last graduation cannot be told: too many commits/,
  ],
  [
    "requests that nobody can tell of",
    { panels: [{ "from-level": 2, roles: ["quality"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        askersUnknown: "GitHub does not keep a head",
        given: [{ login: "alice", roles: ["quality"] }],
      },
    },
    "pending",
    /who asked for it cannot be told: GitHub does not keep a head/,
  ],
  [
    "barred in letters of another case",
    { panels: [{ "from-level": 2, roles: ["researcher"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [{ login: "dora", roles: ["researcher"] }],
        barred: { Dora: "asked for this step" },
      },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "signed in words",
    { panels: [{ "from-level": 6, roles: ["quality"] }] },
    {
      step: ["raise", 6, 7],
      approvals: {
        level: 7,
        explicitFrom: 6,
        given: [{ login: "alice", roles: ["quality"], signed: ["quality"] }],
      },
    },
    "pass",
    /quality \(alice\)$/,
  ],
  [
    "not signed where approvals are explicit",
    { panels: [{ "from-level": 6, roles: ["quality"] }] },
    {
      step: ["raise", 6, 7],
      approvals: {
        level: 7,
        explicitFrom: 6,
        given: [{ login: "alice", roles: ["quality"], signed: ["security"] }],
      },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "signed with a text that was edited",
    { panels: [{ "from-level": 6, roles: ["quality"] }] },
    {
      step: ["raise", 6, 7],
      approvals: {
        level: 7,
        explicitFrom: 6,
        given: [{ login: "alice", roles: ["quality"], signed: ["quality"], edited: true }],
      },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "a role that was signed and is not theirs",
    { panels: [{ "from-level": 6, roles: ["quality"] }] },
    {
      step: ["raise", 6, 7],
      approvals: {
        level: 7,
        explicitFrom: 6,
        given: [{ login: "alice", roles: ["security"], signed: ["quality"] }],
        members: { quality: ["bob"] },
      },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "plain approvals late on are less than the default",
    { panels: [{ "from-level": 6, roles: ["quality"] }] },
    {
      step: ["raise", 6, 7],
      approvals: { level: 7, given: [{ login: "alice", roles: ["quality"] }] },
    },
    "pass",
    /asks for less than MLTRL's default/,
  ],
  [
    "on paper, vouched for",
    { panels: [{ "from-level": 2, roles: ["stakeholder"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [{ login: "quinn", roles: ["quality"] }],
        outside: [{ name: "Dr. Ray", role: "stakeholder" }],
        members: { stakeholder: ["sam"] },
      },
    },
    "pass",
    /stakeholder \(Dr. Ray, on paper, vouched for by quinn\)/,
  ],
  [
    "on paper that changed",
    { panels: [{ "from-level": 2, roles: ["stakeholder"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [{ login: "quinn", roles: ["quality"] }],
        outside: [{ name: "Dr. Ray", role: "stakeholder", fault: "is another" }],
        members: { stakeholder: ["sam"] },
      },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "on paper that who vouches did not see",
    { panels: [{ "from-level": 2, roles: ["stakeholder"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [{ login: "quinn", roles: ["quality"] }],
        outside: [{ name: "Dr. Ray", role: "stakeholder", seenAt: ["other"] }],
        members: { stakeholder: ["sam"] },
      },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "on paper, vouched for by somebody barred",
    { panels: [{ "from-level": 2, roles: ["stakeholder"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [{ login: "quinn", roles: ["quality"] }],
        barred: { quinn: "wrote commits" },
        outside: [{ name: "Dr. Ray", role: "stakeholder" }],
        members: { stakeholder: ["sam"] },
      },
    },
    "pending",
    /0 of 1/,
  ],
  [
    "on paper for the role that vouches",
    { panels: [{ "from-level": 2, roles: ["quality"] }] },
    {
      step: ["raise", 2, 3],
      approvals: {
        given: [{ login: "quinn", roles: ["quality"], digest: "old" }],
        outside: [{ name: "Dr. Ray", role: "quality" }],
      },
    },
    "pending",
    /0 of 1/,
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

function seat(approvals: ApprovalsDescription) {
  const params = { panels: [{ "from-level": 6, roles: ["quality"] }] };
  const facts: Case[2] = {
    step: ["raise", 6, 7],
    approvals: { level: 7, explicitFrom: 6, ...approvals },
  };
  return judgeKind("review-panel", params, facts).seats?.[0];
}

const given = (more: object = {}) => ({ login: "alice", roles: ["quality"], ...more });

describe("what does not fill a seat is told", () => {
  test.each<[string, ApprovalsDescription, RegExp]>([
    [
      "with what changed",
      { given: [given({ digest: "old", changed: ["a", "b", "c", "d"] })] },
      /the content changed since: a, b, c and 1 more$/,
    ],
    ["unsigned", { given: [given()] }, /`\/mltrl sign detector as quality`/],
    ["edited", { given: [given({ signed: ["quality"], edited: true })] }, /edited afterwards/],
    [
      "once for each person, the latest",
      { given: [given({ digest: "old" }), given({ claimed: 6 })] },
      /did not claim level 7/,
    ],
    [
      "on paper",
      { outside: [{ name: "Dr. Ray", role: "quality" }], members: { quality: ["alice"] } },
      /is not filled on paper/,
    ],
  ])("%s", (_, approvals, because) => {
    expect(seat(approvals)?.lapsed).toEqual([
      { login: expect.any(String), because: expect.stringMatching(because) },
    ]);
  });

  test("but not where a later approval counts", () => {
    const both = { given: [given({ digest: "old" }), given({ signed: ["quality"] })] };
    expect(seat(both)).toMatchObject({ holder: "alice", lapsed: [], explicit: true });
  });

  test.each<[string, object, boolean]>([
    ["a signature that a push took", { signed: ["quality"], digest: "old" }, true],
    ["one that a push took, of somebody asked since", { signed: ["quality"], digest: "old", askedSince: true }, false], // prettier-ignore
    ["an approval that signed nothing", { digest: "old" }, false],
    ["one of another step", { signed: ["quality"], digest: "old", claimed: 6 }, false],
  ])("and who is to be asked again: %s", (_, more, again) => {
    const lost = seat({ given: [given(more)], asked: ["alice"] });
    expect(lost?.lapsed.map(({ askAgain }) => askAgain === true)).toEqual([again]);
    expect(lost?.asked).toEqual(again ? undefined : ["alice"]);
  });

  test("and who was asked", () => {
    const asked = { asked: ["bob", "stranger"], members: { quality: ["alice", "bob"] } };
    expect(seat(asked)).toMatchObject({ candidates: ["alice", "bob"], asked: ["bob"] });
  });
});
