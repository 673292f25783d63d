import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "recorded with nothing done",
    {},
    { mlTestScore: { all: 0 } },
    "pass",
    /final score is 0 of 7, the minimum of data 0, model 0, infrastructure 0, monitoring 0/,
  ],
  [
    "the weakest section counts",
    { minimum: 2 },
    { mlTestScore: { all: 7, monitoring: 1.5 } },
    "fail",
    /final score is 1.5 of 7, the minimum of data 7, .*monitoring 1.5; at least 2/,
  ],
  ["just enough", { minimum: 2 }, { mlTestScore: { all: 2 } }, "pass", /final score is 2 of 7/],
  [
    "a score without evidence",
    {},
    { mlTestScore: { all: 1, unproven: ["data-1", "model-2"] } },
    "fail",
    /1 scores have no evidence: data-1$/,
  ],
  [
    "many without evidence",
    {},
    {
      mlTestScore: {
        all: 7,
        unproven: ["data-1", "data-2", "data-3", "model-1", "model-2", "model-3"],
      },
    },
    "fail",
    /6 scores have no evidence: data-1, data-2, data-3, model-1, model-2 …/,
  ],
  [
    "a tag that no product requirement has",
    { minimum: 3, "when-tags": ["high-risk"] },
    { mlTestScore: { all: 2 }, requirements: [{ kind: "research", tags: ["high-risk"] }] },
    "not-applicable",
    /no product requirement is tagged high-risk/,
  ],
  [
    "a tag that one has",
    { minimum: 3, "when-tags": ["high-risk"] },
    { mlTestScore: { all: 2 }, requirements: [{ kind: "product", tags: ["high-risk"] }] },
    "fail",
    /at least 3/,
  ],
  ["no score", {}, { mlTestScore: { unavailable: "missing" } }, "unknown", /missing/],
];

test("says which tests of the weakest section are open", () => {
  const finding = judgeKind(
    "ml-test-score",
    { minimum: 3 },
    { mlTestScore: { all: 7, model: 2.5 } },
  );
  expect(finding.evidence.map(({ seen }) => seen)).toEqual([
    "final score 2.5",
    "model-4: 0",
    "model-5: 0",
    "model-6: 0",
    "model-7: 0",
  ]);
});

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("ml-test-score", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
