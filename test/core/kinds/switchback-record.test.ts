import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["nothing is lowered", {}, {}, "not-applicable", /no level is lowered/],
  [
    "recorded",
    {},
    {
      step: ["lower", 5, 3],
      changedPaths: [".mltrl/switchbacks/detector/2026-03-01-5-to-3.yml"],
      records: { switchbacks: [{}] },
    },
    "pass",
    /5 → 3 \(discovery\) is recorded/,
  ],
  ["not recorded", {}, { step: ["lower", 5, 3] }, "unknown", /no record of the switchback 5 → 3$/],
  [
    "only an earlier one",
    {},
    { step: ["lower", 5, 3], records: { switchbacks: [{}] } },
    "unknown",
    /of earlier switchbacks/,
  ],
  [
    "thin",
    {},
    {
      step: ["lower", 5, 3],
      changedPaths: [".mltrl/switchbacks/detector/2026-03-01-5-to-3.yml"],
      records: { switchbacks: [{ reason: "broken", reviewers: [] }] },
    },
    "fail",
    /6 characters of reason where 20 .* and names 0 reviewers/,
  ],
  [
    "a review without its record",
    {},
    {
      step: ["lower", 5, 3],
      changedPaths: [".mltrl/switchbacks/detector/2026-03-01-5-to-3.yml"],
      records: {
        switchbacks: [{ type: "review" }],
        reviews: [
          { from: 5, to: 6 },
          { from: 5, to: 6, decision: "go" },
        ],
      },
    },
    "fail",
    /no review of level 5 decided against/,
  ],
  [
    "a review with its record",
    {},
    {
      step: ["lower", 5, 3],
      changedPaths: [".mltrl/switchbacks/detector/2026-03-01-5-to-3.yml"],
      records: {
        switchbacks: [{ type: "review" }],
        reviews: [{ from: 5, to: 3, decision: "switchback" }],
      },
    },
    "pass",
    /\(review\)/,
  ],
  [
    "unreadable",
    {},
    { step: ["lower", 5, 3], records: { switchbacks: [{ unavailable: "x.yml" }] } },
    "unknown",
    /x.yml/,
  ],
  [
    "deployed, without its kind of change",
    {},
    {
      step: ["lower", 9, 7],
      changedPaths: [".mltrl/switchbacks/detector/2026-03-01-9-to-7.yml"],
      records: { switchbacks: [{ from: 9, to: 7 }] },
    },
    "fail",
    /does not say what changes/,
  ],
  [
    "a version of it is deployed",
    {},
    {
      step: ["lower", 8, 7],
      baseCard: { level: 8, deployed: ["1.0.0"] },
      changedPaths: [".mltrl/switchbacks/detector/2026-03-01-8-to-7.yml"],
      records: { switchbacks: [{ from: 8, to: 7 }] },
    },
    "fail",
    /does not say what changes/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("switchback-record", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
