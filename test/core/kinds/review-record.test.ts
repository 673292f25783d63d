import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "of a day that is still to come",
    {},
    { step: ["raise", 2, 3], records: { reviews: [{ date: "2099-01-01" }] } },
    "unknown",
    /the review of 2099-01-01 is still to come/,
  ],
  ["no raise", {}, {}, "not-applicable", /no level is raised/],
  [
    "recorded",
    {},
    { step: ["raise", 2, 3], records: { reviews: [{}] } },
    "pass",
    /review 2 → 3 of 2026-03-01 is recorded$/,
  ],
  [
    "with open tasks",
    {},
    { step: ["raise", 2, 3], records: { reviews: [{ openTasks: ["more seeds"] }] } },
    "pass",
    /1 tasks open/,
  ],
  [
    "the latest counts",
    {},
    {
      step: ["raise", 2, 3],
      records: {
        reviews: [
          { date: "2026-01-01" },
          { date: "2026-02-02", decision: "revise", openTasks: ["more seeds"] },
        ],
      },
    },
    "fail",
    /2026-02-02 decided "revise".*more seeds/,
  ],
  [
    "a stop without tasks",
    {},
    { step: ["raise", 2, 3], records: { reviews: [{ decision: "pause" }] } },
    "fail",
    /"pause" and not "graduate"$/,
  ],
  [
    "no criteria, too few reviewers",
    { "minimum-reviewers": 2 },
    { step: ["raise", 2, 3], records: { reviews: [{ criteria: [] }] } },
    "fail",
    /0 criteria where 1 are asked for and 1 reviewers where 2/,
  ],
  [
    "of another step",
    {},
    { step: ["raise", 2, 3], records: { reviews: [{ from: 1, to: 2 }] } },
    "unknown",
    /no record of the review 2 → 3/,
  ],
  [
    "from before a switchback",
    {},
    {
      step: ["raise", 2, 3],
      records: { reviews: [{}], switchbacks: [{ date: "2026-04-01", from: 3, to: 2 }] },
    },
    "unknown",
    /no record/,
  ],
  [
    "after a switchback",
    {},
    {
      step: ["raise", 2, 3],
      records: {
        reviews: [{ date: "2026-05-01" }],
        switchbacks: [{ date: "2026-04-01", from: 3, to: 2 }],
      },
    },
    "pass",
    /2026-05-01/,
  ],
  [
    "of the day of a switchback, in this pull request",
    {},
    {
      step: ["raise", 2, 3],
      changedPaths: [".mltrl/reviews/detector/2026-03-01-2-to-3.yml"],
      records: { reviews: [{}], switchbacks: [{ date: "2026-04-01", from: 3, to: 2 }] },
    },
    "pass",
    /recorded/,
  ],
  [
    "unreadable",
    {},
    { step: ["raise", 2, 3], records: { reviews: [{ unavailable: "x.yml" }] } },
    "unknown",
    /x.yml cannot be read/,
  ],
  [
    "records not known",
    {},
    { step: ["raise", 2, 3], records: { unavailable: "upstream" } },
    "unknown",
    /upstream/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("review-record", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
