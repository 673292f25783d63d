import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const AT_NINE = { from: 9, to: 9 } as const;

const CASES: readonly Case[] = [
  [
    "a review within the time",
    {},
    { records: { reviews: [{ ...AT_NINE, date: "2026-03-03" }] } },
    "pass",
    /reviewed on 2026-03-03/,
  ],
  [
    "a day too old",
    {},
    { records: { reviews: [{ ...AT_NINE, date: "2026-03-02" }] } },
    "unknown",
    /is of 2026-03-02; at most 90 days/,
  ],
  [
    "the step into deployment is the first one",
    {},
    { records: { reviews: [{ from: 8, to: 9, date: "2026-05-01", reviewers: [] }] } },
    "pass",
    /2026-05-01/,
  ],
  [
    "one that sent the component back",
    {},
    { records: { reviews: [{ from: 9, to: 7, decision: "switchback", date: "2026-05-01" }] } },
    "pass",
    /decision "switchback"/,
  ],
  [
    "the latest counts",
    {},
    {
      records: {
        reviews: [
          { ...AT_NINE, date: "2025-01-01" },
          { ...AT_NINE, date: "2026-05-02" },
        ],
      },
    },
    "pass",
    /2026-05-02/,
  ],
  [
    "one of the future does not count",
    {},
    {
      records: {
        reviews: [
          { ...AT_NINE, date: "2027-01-01" },
          { ...AT_NINE, date: "2025-05-02" },
        ],
      },
    },
    "unknown",
    /is of 2025-05-02/,
  ],
  [
    "nobody reviewed",
    {},
    { records: { reviews: [{ ...AT_NINE, date: "2026-05-02", reviewers: [] }] } },
    "fail",
    /names 0 reviewers; at least 1/,
  ],
  [
    "reviews of other levels",
    {},
    { records: { reviews: [{ from: 7, to: 8, date: "2026-05-02" }] } },
    "unknown",
    /no review of level 9 .*9-to-9.yml/,
  ],
  [
    "one that cannot be read",
    {},
    { records: { reviews: [{ unavailable: "x.yml" }] } },
    "unknown",
    /x.yml/,
  ],
];

test("holds until the next one is due", () => {
  const facts = { records: { reviews: [{ ...AT_NINE, date: "2026-05-01" }] } };
  expect(judgeKind("periodic-review", {}, facts).validUntil).toBe("2026-07-31T00:00:00.000Z");
});

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("periodic-review", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
