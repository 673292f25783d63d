import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "nothing declared changes",
    {},
    { changedPaths: ["src/train.py"] },
    "not-applicable",
    /no declared/,
  ],
  [
    "model and card",
    {},
    {
      card: { models: [{ path: "models/nn/" }] },
      changedPaths: ["models/nn/w.bin", ".mltrl/cards/detector.md"],
    },
    "pass",
    /together with 1 declared/,
  ],
  [
    "model without card",
    {},
    { card: { models: [{ path: "models/nn" }] }, changedPaths: ["models/nn/w.bin"] },
    "fail",
    /models\/nn\/w.bin changes and .mltrl\/cards\/detector.md does not/,
  ],
  [
    "requirements without card",
    {},
    { changedPaths: [".mltrl/requirements/detector.yml"] },
    "fail",
    /requirements\/detector.yml changes/,
  ],
  [
    "a path that only starts alike",
    {},
    { card: { datasets: [{ path: "data" }] }, changedPaths: ["database/x"] },
    "not-applicable",
    /no declared/,
  ],
  ["changes not known", {}, { changedPaths: { unavailable: "upstream" } }, "unknown", /upstream/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-touched", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
