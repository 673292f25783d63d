import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "enough",
    { lines: 80 },
    { coverage: { project: [80, 100] } },
    "pass",
    /^80.0 % \(80 of 100\) of the component's lines; 80 % asked for$/,
  ],
  [
    "a hair too little is not rounded up",
    { lines: 80 },
    {
      coverage: {
        project: [7999, 10000],
        files: { "a.py": [9, 10], "b.py": [1, 9], "c.py": [2, 2], "d.py": [3, 4] },
        unmeasured: ["e.py"],
      },
    },
    "fail",
    /^79.9 %/,
  ],
  [
    "changed lines enough",
    { lines: 50, "changed-lines": 80 },
    { coverage: { changedLines: [4, 5] } },
    "pass",
    /80.0 % \(4 of 5\) of changed lines/,
  ],
  [
    "changed lines too few",
    { lines: 50, "changed-lines": 80 },
    { coverage: { changedLines: [3, 5] } },
    "fail",
    /60.0 % \(3 of 5\) of changed lines; 80 %/,
  ],
  [
    "no changed lines are measured",
    { lines: 50, "changed-lines": 80 },
    { coverage: { changedLines: [0, 0] } },
    "pass",
    /90.0 %/,
  ],
  [
    "a changed file is in no report",
    { lines: 50, "changed-lines": 80 },
    { coverage: { changedLines: [0, 0], unmeasured: ["new.py"] }, changedPaths: ["new.py"] },
    "unknown",
    /no report mentions new.py/,
  ],
  [
    "the difference cannot be seen",
    { lines: 50, "changed-lines": 80 },
    {},
    "pending",
    /cannot be seen here/,
  ],
  [
    "a vacuous report",
    { lines: 0 },
    { coverage: { project: [0, 0], unmeasured: ["a.py"] } },
    "unknown",
    /measures 0 lines.*1 source files are in no report, such as a.py/,
  ],
  [
    "a report of nothing at all",
    { lines: 0 },
    { coverage: { project: [0, 0] } },
    "unknown",
    /at least 1 are asked for$/,
  ],
  ["no report", { lines: 80 }, { coverage: { unavailable: "missing" } }, "unknown", /missing/],
  ["on its way", { lines: 80 }, { coverage: { unavailable: "awaited" } }, "pending", /awaited/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("coverage", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
