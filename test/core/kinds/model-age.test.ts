import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const OPERATIONS = { operations: { sections: { "maximum-model-age": "180" } } };

const CASES: readonly Case[] = [
  [
    "young enough",
    {},
    { documents: OPERATIONS, card: { models: [{ trained: "2025-12-03" }] } },
    "pass",
    /no model is older than 180 days/,
  ],
  [
    "a day too old",
    {},
    {
      documents: OPERATIONS,
      card: { models: [{ name: "nn", trained: "2025-12-02" }, { trained: "2026-05-01" }] },
    },
    "fail",
    /older than the 180 days .*: nn \(2025-12-02\)$/,
  ],
  [
    "declared in prose",
    {},
    {
      documents: { operations: { sections: { "Maximum model age": "180 days." } } },
      card: { models: [{ trained: "2026-05-01" }] },
    },
    "pass",
    /180 days/,
  ],
  [
    "not declared",
    {},
    {
      documents: { operations: { sections: { releases: "every month" } } },
      card: { models: [{ trained: "2026-05-01" }] },
    },
    "unknown",
    /does not declare `maximum-model-age`/,
  ],
  [
    "declared as something else",
    {},
    {
      documents: { operations: { sections: { "maximum-model-age": "half a year" } } },
      card: { models: [{ trained: "2026-05-01" }] },
    },
    "unknown",
    /as a number of days/,
  ],
  [
    "a model of unknown age",
    {},
    { documents: OPERATIONS, card: { models: [{ name: "nn" }, { trained: "2026-05-01" }] } },
    "unknown",
    /when nn was `trained`/,
  ],
  [
    "a model from the future",
    {},
    { documents: OPERATIONS, card: { models: [{ name: "nn", trained: "2027-01-01" }] } },
    "unknown",
    /nn was trained on a day that is still to come/,
  ],
  ["no model", {}, { documents: OPERATIONS }, "unknown", /declares no model/],
  [
    "no document",
    {},
    { card: { models: [{ trained: "2026-05-01" }] } },
    "unknown",
    /expected .mltrl\/documents\/detector\/operations.yml/,
  ],
  [
    "a document that cannot be read",
    {},
    { documents: { operations: { unavailable: "invalid" } } },
    "unknown",
    /invalid/,
  ],
];

test("holds until the first model is too old", () => {
  const facts = {
    documents: OPERATIONS,
    card: { models: [{ trained: "2026-05-01" }, { trained: "2026-01-01" }] },
  };
  expect(judgeKind("model-age", {}, facts).validUntil).toBe("2026-07-01T00:00:00.000Z");
});

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("model-age", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
