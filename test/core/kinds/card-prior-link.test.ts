import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["a living card", {}, {}, "not-applicable", /git keeps/],
  [
    "the first level",
    {},
    { card: { form: "table", level: 3, entry: { level: 3 } } },
    "not-applicable",
    /level 3 is the component's first/,
  ],
  ["linked", {}, { card: { form: "table", links: ["./card_level_2.md"] } }, "pass", /card_level_2/],
  ["not linked", {}, { card: { form: "table" } }, "fail", /beyond level 0 and links to no/],
  ["no card", {}, { card: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-prior-link", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
