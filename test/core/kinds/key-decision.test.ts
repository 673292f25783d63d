import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const COMMIT = { level: 2, known: ["prototype"], accepted: ["prototype"] };

const CASES: readonly Case[] = [
  [
    "of a day that is still to come",
    { level: 2, known: ["prototype", "stop"], accepted: ["prototype"] },
    { records: { decisions: [{ date: "2099-01-01" }, { decision: "stop" }] } },
    "fail",
    /dated 2099-01-01, which is still to come/,
  ],
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
    "all that the record must say",
    { ...COMMIT, fields: ["resources", "window", "signed-by"] },
    {
      records: {
        decisions: [
          {
            resources: ["two engineers"],
            window: { from: "2026-05-01", to: "2026-06-01" },
            signedBy: ["erin"],
          },
        ],
      },
    },
    "pass",
    /decided/,
  ],
  [
    "not all that the record must say",
    { ...COMMIT, fields: ["resources", "signed-by"] },
    { records: { decisions: [{ resources: ["two engineers"] }] } },
    "fail",
    /of 2026-03-01 does not say signed-by/,
  ],
  [
    "on its last day",
    { ...COMMIT, "maximum-age": 30 },
    { records: { decisions: [{ date: "2026-05-02" }] } },
    "pass",
    /2026-05-02/,
  ],
  [
    "a day too old",
    { ...COMMIT, "maximum-age": 30 },
    { records: { decisions: [{ date: "2026-05-01" }] } },
    "fail",
    /of 2026-05-01 is older than 30 days/,
  ],
  [
    "dated ahead",
    { ...COMMIT, "maximum-age": 30 },
    { records: { decisions: [{ date: "2026-06-03" }] } },
    "fail",
    /2026-06-03, which is still to come/,
  ],
  [
    "tomorrow already, further east",
    { ...COMMIT, "maximum-age": 30 },
    { records: { decisions: [{ date: "2026-06-02" }] } },
    "pass",
    /2026-06-02/,
  ],
  [
    "past its window",
    COMMIT,
    { records: { decisions: [{ window: { from: "2026-05-01", to: "2026-05-31" } }] } },
    "fail",
    /held from 2026-05-01 to 2026-05-31/,
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

test.each<
  [string, number | undefined, { from: string; to: string } | undefined, string | undefined]
>([
  ["nothing runs out", undefined, undefined, undefined],
  ["its age", 30, undefined, "2026-06-20T00:00:00.000Z"],
  ["its window", undefined, { from: "2026-06-01", to: "2026-06-10" }, "2026-06-11T00:00:00.000Z"],
  ["whichever is first", 30, { from: "2026-06-01", to: "2026-07-10" }, "2026-06-20T00:00:00.000Z"],
])("a decision is judged again when it runs out: %s", (_, age, window, until) => {
  const params = { ...COMMIT, ...(age !== undefined && { "maximum-age": age }) };
  const decisions = [{ date: "2026-05-20", ...(window && { window }) }];
  expect(judgeKind("key-decision", params, { records: { decisions } }).validUntil).toBe(until);
});
