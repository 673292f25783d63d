import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "onward",
    { level: 2, known: ["prototype", "research"], accepted: ["prototype"] },
    { records: { decisions: [{}] } },
    "pass",
    /alice decided "prototype" on 2026-03-01/,
  ],
  [
    "not onward",
    { level: 2, known: ["prototype", "research"], accepted: ["prototype"] },
    { records: { decisions: [{ decision: "research" }] } },
    "fail",
    /is "research"; to go on it must be prototype/,
  ],
  [
    "thin",
    { level: 2, known: ["prototype"], accepted: ["prototype"] },
    { records: { decisions: [{ reason: "yes", by: [] }] } },
    "fail",
    /3 characters of reason and 0 people/,
  ],
  [
    "of another level, or another decision",
    { level: 2, known: ["prototype"], accepted: ["prototype"] },
    { records: { decisions: [{ level: 4 }, { decision: "lunch" }] } },
    "unknown",
    /no decision of level 2 .* prototype/,
  ],
  [
    "from before a switchback",
    { level: 2, known: ["prototype"], accepted: ["prototype"] },
    { records: { decisions: [{}], switchbacks: [{ from: 3, to: 2, date: "2026-04-01" }] } },
    "unknown",
    /no decision/,
  ],
  [
    "unreadable",
    { level: 2, known: ["prototype"], accepted: ["prototype"] },
    { records: { decisions: [{ unavailable: "x.yml" }] } },
    "unknown",
    /x.yml/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("key-decision", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
