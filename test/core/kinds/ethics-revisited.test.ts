import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const LEVEL = { level: 4 };
const MAY = {
  reviewed: [
    { date: "2026-02-01", by: "bob" },
    { date: "2026-05-01", by: "alice" },
  ],
};

const CASES: readonly Case[] = [
  [
    "after the review of the level",
    LEVEL,
    { checklist: MAY, records: { reviews: [{ from: 4, to: 5, date: "2026-03-01" }] } },
    "pass",
    /2026-05-01, after level 4/,
  ],
  [
    "on the day of that review",
    LEVEL,
    { checklist: MAY, records: { reviews: [{ from: 4, to: 5, date: "2026-05-01" }] } },
    "fail",
    /last gone through on 2026-05-01; .* on 2026-05-01/,
  ],
  [
    "the level was left twice",
    LEVEL,
    {
      checklist: MAY,
      records: {
        reviews: [
          { from: 4, to: 5, date: "2026-03-01" },
          { from: 4, to: 5, date: "2026-05-20" },
        ],
      },
    },
    "fail",
    /2026-05-20/,
  ],
  [
    "a review that did not lead on",
    LEVEL,
    { checklist: MAY, records: { reviews: [{ from: 4, to: 5, decision: "revise" }] } },
    "unknown",
    /no record of the review of level 4/,
  ],
  [
    "entered above the level",
    LEVEL,
    { checklist: MAY, card: { adopted: { level: 6 } } },
    "pass",
    /level 4 was not walked/,
  ],
  [
    "a record that cannot be read",
    LEVEL,
    { checklist: MAY, records: { reviews: [{ unavailable: "x.yml" }] } },
    "unknown",
    /x.yml/,
  ],
  ["never again", LEVEL, {}, "unknown", /does not say when it was gone through again/],
  [
    "in the future",
    LEVEL,
    { checklist: { reviewed: [{ date: "2026-06-09", by: "alice" }] } },
    "unknown",
    /2026-06-09 is still to come/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("ethics-revisited", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
