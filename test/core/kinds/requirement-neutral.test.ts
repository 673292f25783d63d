import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "neutral",
    { solutions: ["spark"] },
    { requirements: [{ statement: "It shall sparkle." }] },
    "pass",
    /leave the solution open/,
  ],
  [
    "names a library",
    { solutions: ["scikit-learn", "Hugging Face"] },
    { requirements: [{ statement: "It shall load (Hugging Face) models with scikit-learn." }] },
    "fail",
    /names a solution: scikit-learn, Hugging Face/,
  ],
  ["no requirements", { solutions: ["spark"] }, {}, "unknown", /holds no requirements/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("requirement-neutral", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
