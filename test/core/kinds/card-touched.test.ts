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
    /together with 1 declared things/,
  ],
  [
    "model without card",
    {},
    { card: { models: [{ path: "models/nn" }] }, changedPaths: ["models/nn/w.bin"] },
    "fail",
    /models\/nn\/w.bin changes and .mltrl\/cards\/detector.md does not/,
  ],
  [
    "a requirement comes, without card",
    {},
    {
      changedPaths: [".mltrl/requirements/detector.yml"],
      declarations: { head: ["requirement 4.2"] },
    },
    "fail",
    /requirement 4.2 changes/,
  ],
  [
    "a requirement demands something else, without card",
    {},
    {
      changedPaths: [".mltrl/requirements/detector.yml"],
      declarations: {
        base: ["requirement 4.2: find 8 of 10"],
        head: ["requirement 4.2: find 9 of 10"],
      },
    },
    "fail",
    /requirement 4.2 changes and .mltrl\/cards\/detector.md does not/,
  ],
  [
    "only the verification of a requirement moves on",
    {},
    {
      changedPaths: [".mltrl/requirements/detector.yml"],
      declarations: {
        base: ["requirement 4.2: find 8 of 10"],
        head: ["requirement 4.2: find 8 of 10"],
      },
    },
    "not-applicable",
    /no declared/,
  ],
  [
    "the intended use in a document of its own, without card",
    {},
    { changedPaths: [".mltrl/documents/detector/intended-use.md"] },
    "fail",
    /intended-use.md changes/,
  ],
  [
    "the intended use in a document elsewhere, without card",
    {},
    { card: { documents: { "intended-use": "docs/use.md" } }, changedPaths: ["docs/use.md"] },
    "fail",
    /docs\/use.md changes/,
  ],
  [
    "a requirement that goes, with the card",
    {},
    {
      changedPaths: [".mltrl/requirements/detector.yml", ".mltrl/cards/detector.md"],
      declarations: { base: ["requirement 4.2"] },
    },
    "pass",
    /1 declared/,
  ],
  [
    "declarations not known",
    {},
    { declarations: { unavailable: "invalid" } },
    "unknown",
    /invalid/,
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
