import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["a tag", {}, { versions: { code: ["0.1.0"] } }, "pass", /tagged, .*0\.1\.0 last/],
  ["no tag", {}, {}, "fail", /0 of 1.*detector@v0.1.0/],
  ["a tag that is no version", {}, { versions: { code: ["1.0"] } }, "fail", /0 of 1/],
  [
    "a tag that counts for nothing",
    {},
    { versions: { codeTagProblems: ["detector@v0.1.0 is a lightweight tag"] } },
    "fail",
    /0 of 1.*; detector@v0\.1\.0 is a lightweight tag/,
  ],
  ["not known", {}, { versions: { unavailable: "upstream" } }, "unknown", /upstream/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("code-version", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
