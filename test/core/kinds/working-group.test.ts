import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const THREE = { "minimum-functions": 3, functions: ["lead|researcher", "engineering", "product"] };

const CASES: readonly Case[] = [
  [
    "three people for three functions",
    THREE,
    { roles: { researcher: ["alice"], engineering: ["bob"], product: ["carol"] } },
    "pass",
    /3 functions are filled: lead or researcher: alice, engineering: bob, product: carol/,
  ],
  [
    "one who could fill two leaves the other to somebody else",
    THREE,
    { roles: { researcher: ["alice", "bob"], engineering: ["alice"], product: ["carol"] } },
    "pass",
    /lead or researcher: bob, engineering: alice/,
  ],
  [
    "two roles of one function are one",
    THREE,
    { roles: { lead: ["alice"], researcher: ["bob"], engineering: ["carol"] } },
    "fail",
    /2 functions are filled by different people; at least 3/,
  ],
  [
    "two people with three roles",
    THREE,
    { roles: { researcher: ["alice"], engineering: ["bob"], product: ["bob"] } },
    "fail",
    /2 functions/,
  ],
  [
    "every role is a function where none is named",
    { "minimum-functions": 2 },
    { roles: { chemist: ["alice"], engineering: ["bob"] } },
    "pass",
    /chemist: alice/,
  ],
  [
    "those that must be there",
    { required: ["infrastructure|engineering", "applied-ai"] },
    { roles: { engineering: ["alice"], "applied-ai": ["bob"] } },
    "pass",
    /functions are filled/,
  ],
  [
    "one that must be there is missing",
    { required: ["infrastructure|engineering", "applied-ai"] },
    { roles: { engineering: ["alice"] } },
    "fail",
    /nobody of their own fills applied-ai/,
  ],
  [
    "the same person cannot balance herself",
    { required: ["infrastructure", "applied-ai"] },
    { roles: { infrastructure: ["alice"], "applied-ai": ["alice"] } },
    "fail",
    /nobody of their own fills applied-ai/,
  ],
  ["no roles", THREE, { roles: {} }, "unknown", /names no people/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("working-group", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
