import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const BOTH = { people: ["owners", "product-owner"] };
const TWO = { ...BOTH, distinct: true };

const CASES: readonly Case[] = [
  [
    "both",
    BOTH,
    { card: { rows: { owners: "alice" }, productOwner: "carol" } },
    "pass",
    /owners: alice; product-owner: carol/,
  ],
  ["no product owner", BOTH, { card: { rows: { owners: "alice" } } }, "fail", /no product-owner$/],
  [
    "nobody at all",
    BOTH,
    { card: { rows: { owners: "TBD" }, productOwner: "n/a" } },
    "fail",
    /no owners and no product-owner/,
  ],
  [
    "one person for both, where that is enough",
    BOTH,
    { card: { rows: { owners: "alice" }, productOwner: "alice" } },
    "pass",
    /alice/,
  ],
  [
    "one person for both, where two are asked for",
    TWO,
    { card: { rows: { owners: "Alice" }, productOwner: "@alice" } },
    "fail",
    /are 1 different people; 2 are asked for/,
  ],
  [
    "one of two owners is the product owner",
    TWO,
    { card: { rows: { owners: "alice (lead), bob and carol" }, productOwner: "alice" } },
    "pass",
    /owners: alice, bob, carol/,
  ],
  ["no card", BOTH, { card: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-people", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
