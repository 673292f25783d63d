import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "one split in two spellings",
    { "minimum-splits": 2 },
    { evaluations: [{ split: "test" }, { split: "Test" }] },
    "fail",
    /no metric on more than 1 splits/,
  ],
  [
    "two splits",
    { "minimum-splits": 2 },
    { evaluations: [{ split: "val" }, { split: "test" }] },
    "pass",
    /1 applications .*screening/,
  ],
  [
    "other metrics on each",
    { "minimum-splits": 2 },
    {
      evaluations: [
        { split: "val", metrics: { recall: 0.9 } },
        { split: "test", metrics: { dice: 0.9 } },
      ],
    },
    "fail",
    /screening has no metric on more than 1 splits of a dataset; 2/,
  ],
  [
    "runtime",
    { cost: true },
    { evaluations: [{}, { split: "val", cost: { runtimeSeconds: 2 } }] },
    "pass",
    /screening/,
  ],
  ["price", { cost: true }, { evaluations: [{ cost: { price: "2 EUR" } }] }, "pass", /screening/],
  ["no cost", { cost: true }, { evaluations: [{}] }, "fail", /neither runtime nor price/],
  [
    "for its users",
    { "minimum-end-user": 1 },
    { evaluations: [{ endUser: ["recall"] }] },
    "pass",
    /screening/,
  ],
  [
    "the same one twice is one",
    { "minimum-end-user": 2 },
    { evaluations: [{ endUser: ["recall"] }, { split: "val", endUser: ["recall"] }] },
    "fail",
    /has 1 metrics marked end-user; at least 2/,
  ],
  [
    "one application of two",
    { "minimum-end-user": 1 },
    { evaluations: [{ endUser: ["recall"] }, { application: "second reading" }] },
    "fail",
    /^application second reading has 0 metrics/,
  ],
  ["nothing", {}, { evaluations: [] }, "unknown", /nothing was evaluated/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("evaluation-metrics", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
