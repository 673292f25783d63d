import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "answered",
    {},
    {
      card: {
        debrief: {
          accomplished: "benchmarks by alice",
          "de-scoped": "none",
          learned: "resampling matters",
          "tech-debt": "loader copied twice",
        },
      },
    },
    "pass",
    /all 4 questions/,
  ],
  ["none at all", {}, {}, "fail", /4 of 4 .* accomplished, de-scoped, learned, tech-debt/],
  [
    "too short",
    { questions: ["learned"] },
    { card: { debrief: { learned: "a lot" } } },
    "fail",
    /at least 10 characters: learned/,
  ],
  [
    "none is no answer to what was learned",
    { questions: ["learned"] },
    { card: { debrief: { learned: "n/a: there was nothing" } } },
    "fail",
    /learned \(none is no answer to it\)/,
  ],
  [
    "an answer may begin with no",
    { questions: ["tech-debt"] },
    { card: { debrief: { "tech-debt": "No debt, the copy of the loader is gone" } } },
    "pass",
    /all 1 question/,
  ],
  [
    "an open question stands in its section",
    { questions: ["learned"] },
    { card: { sections: { "stage-debrief": "..." } } },
    "fail",
    /learned/,
  ],
  ["no card", {}, { card: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-debrief", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
