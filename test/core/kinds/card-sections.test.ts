import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "all filled",
    { required: [{ "from-level": 0, sections: ["tl-dr"] }] },
    { card: { sections: { "tl-dr": "Finds nodules" } } },
    "pass",
    /all 1 sections/,
  ],
  [
    "one absent",
    { required: [{ "from-level": 3, sections: ["tl-dr", "caveats"] }] },
    { card: { sections: { "tl-dr": "x" } } },
    "fail",
    /lacks caveats/,
  ],
  [
    "one empty",
    { required: [{ "from-level": 0, sections: ["tl-dr"] }] },
    { card: { sections: { "tl-dr": " " } } },
    "fail",
    /nothing under tl-dr/,
  ],
  [
    "not of this level yet",
    { required: [{ "from-level": 4, sections: ["caveats"] }] },
    {},
    "pass",
    /all 0 sections/,
  ],
  ["no card", { required: [] }, { card: { unavailable: "invalid" } }, "unknown", /invalid/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-sections", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
