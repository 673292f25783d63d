import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const RECORD = ".mltrl/reviews/detector/2026-03-01-2-to-3.yml";
const BROUGHT = { changedPaths: [RECORD] };

const CASES: readonly Case[] = [
  ["no record", {}, {}, "not-applicable", /no review record/],
  [
    "a record without a digest",
    {},
    { ...BROUGHT, step: ["raise", 2, 3], records: { reviews: [{}] } },
    "not-applicable",
    /no review record/,
  ],
  [
    "of this content and step",
    {},
    { ...BROUGHT, step: ["raise", 2, 3], records: { reviews: [{ content: "d1" }] } },
    "pass",
    /speaks of the content/,
  ],
  [
    "of other content",
    {},
    { ...BROUGHT, step: ["raise", 2, 3], records: { reviews: [{ content: "d2" }] } },
    "fail",
    /speaks of other content than this \(d1\)/,
  ],
  [
    "of another step",
    {},
    { ...BROUGHT, step: ["raise", 1, 2], records: { reviews: [{ content: "d1" }] } },
    "fail",
    /only with the step/,
  ],
  [
    "without a step",
    {},
    { ...BROUGHT, step: ["records", 3], records: { reviews: [{ content: "d1" }] } },
    "fail",
    /only with the step/,
  ],
  [
    "a copy of a merged one",
    {},
    {
      ...BROUGHT,
      step: ["records", 3],
      records: { reviews: [{ content: "d9" }] },
      reviewedContent: { merged: [RECORD] },
    },
    "not-applicable",
    /no review record/,
  ],
  [
    "older than the component",
    {},
    { step: ["add", 0], records: { reviews: [{ content: "d1" }] } },
    "fail",
    /older than the component/,
  ],
  [
    "unreadable and new",
    {},
    { ...BROUGHT, records: { reviews: [{ unavailable: RECORD }] } },
    "unknown",
    /cannot be read/,
  ],
  [
    "unreadable and old",
    {},
    { records: { reviews: [{ unavailable: RECORD }] } },
    "not-applicable",
    /no review record/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("review-content", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
