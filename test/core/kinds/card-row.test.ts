import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "a state",
    { row: "ethics" },
    { card: { rows: { ethics: "WIP: see checklist" } } },
    "pass",
    /states ethics/,
  ],
  [
    "a key of the front matter",
    { row: "ethics" },
    { card: { ethics: "reviewed in May" } },
    "pass",
    /states ethics/,
  ],
  [
    "no with a reason",
    { row: "ethics" },
    { card: { ethics: "none: only physics simulations" } },
    "pass",
    /states ethics/,
  ],
  ["a bare none", { row: "ethics" }, { card: { ethics: "*none*" } }, "fail", /says "\*none\*"/],
  ["a stand-in", { row: "ethics" }, { card: { ethics: "?" } }, "fail", /at least 3 characters/],
  ["empty", { row: "ethics" }, { card: { ethics: "" } }, "fail", /at least 3 characters/],
  ["absent", { row: "ethics" }, {}, "fail", /says nothing about ethics/],
  [
    "another row is no key",
    { row: "owners" },
    { card: { ethics: "fine" } },
    "fail",
    /says nothing about owners/,
  ],
  ["no card", { row: "ethics" }, { card: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-row", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
