import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const REAL = { kinds: ["real"] };
const TWO = { "minimum-datasets": 2, "each-application": true };
const CARD = {
  datasets: [
    { name: "a", kind: "real" },
    { name: "b", kind: "synthetic" },
  ],
};

const CASES: readonly Case[] = [
  [
    "the same data under two names",
    TWO,
    {
      card: {
        datasets: [
          { name: "a", kind: "real", path: "data/nodules/" },
          { name: "b", kind: "real", path: "data/nodules" },
        ],
      },
      evaluations: [{ dataset: "a" }, { dataset: "b" }],
    },
    "fail",
    /screening: 1 datasets/,
  ],
  [
    "two versions of the same address",
    TWO,
    {
      card: {
        datasets: [
          { name: "a", kind: "real", registry: "s3://acme/ct", version: "1.0.0" },
          { name: "b", kind: "real", registry: "s3://acme/ct", version: "2.0.0" },
        ],
      },
      evaluations: [{ dataset: "a" }, { dataset: "b" }],
    },
    "pass",
    /a, b/,
  ],
  ["a real one", REAL, { card: CARD, evaluations: [{ dataset: "a" }] }, "pass", /evaluations: a$/],
  [
    "none that is real",
    REAL,
    { card: CARD, evaluations: [{ dataset: "b" }] },
    "fail",
    /0 real datasets of the card; at least 1 are asked for$/,
  ],
  [
    "a name that the card does not know",
    REAL,
    { card: CARD, evaluations: [{ dataset: "A" }] },
    "fail",
    /declares no dataset A/,
  ],
  [
    "what a model was trained on",
    REAL,
    { card: CARD, evaluations: [{ dataset: "a", split: "Train" }] },
    "fail",
    /0 real/,
  ],
  [
    "two for each application",
    TWO,
    { card: CARD, evaluations: [{ dataset: "a" }, { dataset: "b" }] },
    "pass",
    /application screening: a, b/,
  ],
  [
    "the same one twice",
    TWO,
    { card: CARD, evaluations: [{ dataset: "a" }, { dataset: "a", split: "later" }] },
    "fail",
    /screening: 1 datasets/,
  ],
  [
    "two altogether are not two for each",
    TWO,
    {
      card: CARD,
      evaluations: [{ dataset: "a" }, { dataset: "b", application: "second reading" }],
    },
    "fail",
    /screening: 1 .*second reading: 1/,
  ],
  [
    "too few applications",
    { "minimum-applications": 2 },
    { card: CARD, evaluations: [{ dataset: "a" }] },
    "fail",
    /1 applications were tried; at least 2/,
  ],
  ["nothing", TWO, { card: CARD, evaluations: [] }, "unknown", /nothing was evaluated/],
  ["no file", TWO, { evaluations: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("evaluation-datasets", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
