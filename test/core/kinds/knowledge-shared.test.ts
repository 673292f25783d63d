import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const PARAMS = { artefacts: ["demo", "api"], "minimum-people": 2, research: ["researcher"] };
const DEMO = { demo: { sections: { Run: "press run" } } };

const CASES: readonly Case[] = [
  [
    "a demo, and a product owner",
    PARAMS,
    { card: { rows: { owners: "alice" }, productOwner: "carol" }, documents: DEMO },
    "pass",
    /demo can be tried; alice, carol know it/,
  ],
  [
    "an owner from outside research",
    PARAMS,
    {
      card: { rows: { owners: "alice, Bob" } },
      documents: DEMO,
      roles: { researcher: ["alice", "bob"], engineering: ["bob"] },
    },
    "pass",
    /alice, Bob/,
  ],
  [
    "all from research",
    PARAMS,
    {
      card: { rows: { owners: "alice, bob" } },
      documents: DEMO,
      roles: { researcher: ["alice", "bob"] },
    },
    "fail",
    /all owners are of researcher/,
  ],
  [
    "one person twice",
    PARAMS,
    { card: { rows: { owners: "alice" }, productOwner: "Alice" }, documents: DEMO },
    "fail",
    /names 1 owners; at least 2/,
  ],
  [
    "a script that is no document",
    PARAMS,
    {
      card: { rows: { owners: "alice" }, productOwner: "carol", documents: { demo: "demo.bin" } },
      documents: { demo: { unavailable: "invalid" } },
    },
    "pass",
    /demo can be tried/,
  ],
  [
    "a folder",
    PARAMS,
    {
      card: { rows: { owners: "alice" }, productOwner: "carol", documents: { demo: "demos/" } },
      documents: { demo: { unavailable: "missing" } },
      files: { "demos/one.py": 10 },
    },
    "pass",
    /demo can be tried/,
  ],
  [
    "a name without anything behind it",
    PARAMS,
    { card: { documents: { demo: "demos" } }, documents: { demo: { unavailable: "missing" } } },
    "unknown",
    /there is no demo, api that others could try/,
  ],
  [
    "nobody can tell",
    PARAMS,
    { documents: { demo: { unavailable: "upstream" } } },
    "unknown",
    /upstream/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("knowledge-shared", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
