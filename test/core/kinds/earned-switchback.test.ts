import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["nothing is lowered", {}, {}, "not-applicable", /no level is lowered/],
  ["started at 0", {}, { step: ["lower", 4, 2] }, "pass", /started at 0/],
  [
    "at the entry",
    {},
    { step: ["lower", 6, 4], card: { entry: { level: 4 } } },
    "pass",
    /entered at 4/,
  ],
  [
    "below the entry",
    {},
    { step: ["lower", 4, 2], card: { entry: { level: 4 } } },
    "fail",
    /never worked at: it entered at 4/,
  ],
  [
    "below, and shown by a review",
    {},
    {
      step: ["lower", 4, 2],
      card: { adopted: { level: 4 } },
      records: { reviews: [{ from: 2, to: 3 }] },
    },
    "pass",
    /review of 2026-03-01 shows/,
  ],
  [
    "a review that decided to go there shows nothing",
    {},
    {
      step: ["lower", 4, 2],
      card: { entry: { level: 4 } },
      records: { reviews: [{ from: 4, to: 2, decision: "switchback" }] },
    },
    "fail",
    /never worked at/,
  ],
  [
    "graduated to it",
    {},
    {
      step: ["lower", 4, 2],
      card: { entry: { level: 4 } },
      records: { reviews: [{ from: 1, to: 2 }] },
    },
    "pass",
    /shows the component at level 2/,
  ],
  [
    "unreadable",
    {},
    {
      step: ["lower", 4, 2],
      card: { entry: { level: 4 } },
      records: { reviews: [{ unavailable: "x.yml" }] },
    },
    "unknown",
    /x.yml/,
  ],
  [
    "adopted in production, and sent back by the process",
    {},
    {
      step: ["lower", 9, 7],
      card: { adopted: { level: 9, gatesNotWalked: [7, 8] } },
      records: { switchbacks: [{ from: 9, to: 7, type: "embedded" }] },
    },
    "pass",
    /a deployed component opens its next version at 7/,
  ],
  [
    "in production at its tag, and the next version goes on from 7 to 4",
    {},
    {
      step: ["lower", 7, 4],
      card: { adopted: { level: 7 } },
      baseCard: { adopted: { level: 7 }, deployed: ["2.0.0"] },
      records: { switchbacks: [{ from: 7, to: 4, type: "embedded" }] },
    },
    "pass",
    /a deployed component opens its next version at 4/,
  ],
  [
    "adopted in production, and gone back by a discovery",
    {},
    {
      step: ["lower", 9, 7],
      card: { adopted: { level: 9, gatesNotWalked: [7, 8] } },
      records: { switchbacks: [{ from: 9, to: 7, type: "discovery" }] },
    },
    "fail",
    /never worked at/,
  ],
  [
    "what the pull request says of its entry does not count",
    {},
    { step: ["lower", 4, 2], card: { entry: { level: 2 } }, baseCard: { entry: { level: 4 } } },
    "fail",
    /it entered at 4/,
  ],
  [
    "above the entry, and that gate was not walked",
    {},
    { step: ["lower", 8, 6], card: { adopted: { level: 4, gatesNotWalked: [5, 6] } } },
    "fail",
    /did not walk the gate of 6/,
  ],
  [
    "at the adopted level, whose gate was not walked",
    {},
    { step: ["lower", 8, 6], card: { adopted: { level: 6, gatesNotWalked: [5, 6] } } },
    "pass",
    /entered at 6/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("earned-switchback", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
