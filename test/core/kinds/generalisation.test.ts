import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CARD = { datasets: [{ name: "home", role: "training" }, { name: "away" }] };

const CASES: readonly Case[] = [
  [
    "the training data under another name",
    {},
    {
      card: {
        datasets: [
          { name: "home", role: "training", digest: "sha256:41fc" },
          { name: "away", digest: "sha256:41fc" },
        ],
      },
      evaluations: [
        { dataset: "home", metrics: { "+recall": 0.9 } },
        { dataset: "away", metrics: { "+recall": 0.9 } },
      ],
    },
    "unknown",
    /0 datasets of another source than home, away/,
  ],
  [
    "just 10 % worse",
    {},
    {
      card: CARD,
      evaluations: [
        { dataset: "home", metrics: { "+recall": 0.9, "-error": 1 } },
        { dataset: "away", metrics: { "+recall": 0.81, "-error": 1.1 } },
      ],
    },
    "pass",
    /2 results on away are at most 10 % worse/,
  ],
  [
    "more than 10 % worse",
    {},
    {
      card: CARD,
      evaluations: [
        { dataset: "home", metrics: { "+recall": 0.9 } },
        { dataset: "away", metrics: { "+recall": 0.809 } },
      ],
    },
    "fail",
    /1 of 1 .*recall is 0.809 on away and 0.9 on home/,
  ],
  [
    "an error that grows, its direction said at home alone",
    {},
    {
      card: CARD,
      evaluations: [
        { dataset: "home", metrics: { "-error": 1 } },
        { dataset: "away", metrics: { error: 1.2 } },
      ],
    },
    "fail",
    /error is 1.2/,
  ],
  [
    "from nothing, any loss is more",
    {},
    {
      card: CARD,
      evaluations: [
        { dataset: "home", metrics: { "-false alarms": 0 } },
        { dataset: "away", metrics: { "-false alarms": 1 } },
      ],
    },
    "fail",
    /false alarms is 1/,
  ],
  [
    "which way is better is not said, and it matters",
    {},
    {
      card: CARD,
      evaluations: [
        { dataset: "home", metrics: { rmse: 1 } },
        { dataset: "away", metrics: { rmse: 1.5 } },
      ],
    },
    "unknown",
    /say `higher-is-better` of rmse/,
  ],
  [
    "which way is better is not said, and it does not matter",
    {},
    {
      card: CARD,
      evaluations: [
        { dataset: "home", metrics: { rmse: 1 } },
        { dataset: "away", metrics: { rmse: 1.05 } },
      ],
    },
    "pass",
    /1 results/,
  ],
  [
    "compared with the test at home, not with a better validation",
    {},
    {
      card: CARD,
      evaluations: [
        { dataset: "home", split: "validation", metrics: { "+recall": 1 } },
        { dataset: "home", split: "test", metrics: { "+recall": 0.85 } },
        { dataset: "away", metrics: { "+recall": 0.8 } },
      ],
    },
    "pass",
    /1 results/,
  ],
  [
    "without a test at home, with the best there",
    {},
    {
      card: CARD,
      evaluations: [
        { dataset: "home", split: "validation", metrics: { "+recall": 1 } },
        { dataset: "home", split: "holdout", metrics: { "+recall": 0.85 } },
        { dataset: "away", metrics: { "+recall": 0.8 } },
      ],
    },
    "fail",
    /and 1 on home/,
  ],
  [
    "a split for training makes a dataset one for training",
    {},
    {
      card: { datasets: [{ name: "home" }, { name: "away" }] },
      evaluations: [
        { dataset: "home", split: "training" },
        { dataset: "home" },
        { dataset: "away" },
      ],
    },
    "pass",
    /on away/,
  ],
  [
    "nobody says what it was trained on",
    {},
    { card: { datasets: [{ name: "home" }] }, evaluations: [{ dataset: "home" }] },
    "unknown",
    /no dataset has the role `training`/,
  ],
  [
    "another source that the card does not declare",
    {},
    { card: CARD, evaluations: [{ dataset: "home" }, { dataset: "elsewhere" }] },
    "unknown",
    /0 datasets of another source than home/,
  ],
  [
    "only what it was trained on elsewhere",
    {},
    { card: CARD, evaluations: [{ dataset: "home" }, { dataset: "away", split: "train" }] },
    "unknown",
    /0 datasets of another source/,
  ],
  [
    "another application",
    {},
    {
      card: CARD,
      evaluations: [{ dataset: "home" }, { dataset: "away", application: "second reading" }],
    },
    "unknown",
    /away shares no application and metric/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("generalisation", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
