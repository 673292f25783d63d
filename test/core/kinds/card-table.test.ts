import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "table filled",
    { required: [{ "from-level": 1, rows: ["owners", "coupled-components"] }] },
    { card: { form: "table", rows: { owners: "alice", "coupled-components": "none" } } },
    "pass",
    /all 2 rows/,
  ],
  [
    "a row is missing from the table",
    { required: [{ "from-level": 1, rows: ["reviewers"] }] },
    { card: { form: "table" } },
    "fail",
    /1 of the 1 rows.*reviewers/,
  ],
  [
    "a row is empty",
    { required: [{ "from-level": 1, rows: ["owners"] }] },
    { card: { form: "table", rows: { owners: " " } } },
    "fail",
    /owners/,
  ],
  [
    "a row holds a stand-in",
    { required: [{ "from-level": 1, rows: ["owners"] }] },
    { card: { form: "table", rows: { owners: "TBD" } } },
    "fail",
    /owners/,
  ],
  [
    "none where none is no answer",
    { required: [{ "from-level": 1, rows: ["owners"] }] },
    { card: { form: "table", rows: { owners: "*none*" } } },
    "fail",
    /owners/,
  ],
  [
    "front matter needs owners",
    { required: [{ "from-level": 1, rows: ["owners"] }] },
    {},
    "fail",
    /owners/,
  ],
  [
    "front matter answers the rest elsewhere",
    { required: [{ "from-level": 1, rows: ["reviewers", "tech-name", "ethics"] }] },
    { card: { ethics: "WIP" } },
    "pass",
    /all 3 rows/,
  ],
  [
    "front matter without ethics",
    { required: [{ "from-level": 1, rows: ["ethics"] }] },
    {},
    "fail",
    /ethics/,
  ],
  [
    "below the level",
    { required: [{ "from-level": 5, rows: ["owners"] }] },
    {},
    "pass",
    /all 0 rows/,
  ],
  ["no card", { required: [] }, { card: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("card-table", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
