import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["no origin", {}, {}, "not-applicable", /no other one/],
  ["renamed", {}, { lineage: { claims: [{}] } }, "pass", /goes on where finder was/],
  ["split", {}, { lineage: { claims: [{ how: "split", leaves: false }] } }, "pass", /finder/],
  [
    "two parts of one that was split",
    {},
    { lineage: { claims: [{ how: "split", rivals: ["other"] }] } },
    "pass",
    /finder/,
  ],
  [
    "merged into one that is there",
    {},
    { lineage: { claims: [{ how: "merged", heirOnBase: true }] } },
    "pass",
    /finder/,
  ],
  ["the origin stays", {}, { lineage: { claims: [{ leaves: false }] } }, "fail", /finder stays/],
  [
    "a merged one stays",
    {},
    { lineage: { claims: [{ how: "merged", leaves: false }] } },
    "fail",
    /finder stays/,
  ],
  [
    "the origin is not there",
    {},
    { lineage: { claims: [{ onBase: false }] } },
    "fail",
    /has no component finder/,
  ],
  [
    "it was there itself",
    {},
    { lineage: { claims: [{ heirOnBase: true }] } },
    "fail",
    /on the base branch already/,
  ],
  ["from itself", {}, { lineage: { claims: [{ from: "detector" }] } }, "fail", /itself/],
  [
    "two heirs",
    {},
    { lineage: { claims: [{ rivals: ["other"] }] } },
    "fail",
    /detector and other both say that they are finder/,
  ],
  [
    "retired and left alone",
    {},
    { step: ["records", 4], cardLeft: { retired: true }, changedPaths: ["src/a"] },
    "pass",
    /is retired; its records are kept/,
  ],
  [
    "retired and changed",
    {},
    {
      step: ["content", 4],
      cardLeft: { retired: true },
      changedPaths: ["src/a"],
      files: { "src/a": 1 },
    },
    "fail",
    /retired and src\/a changes/,
  ],
  [
    "retired and raised",
    {},
    { step: ["raise", 4, 9], cardLeft: { retired: true } },
    "fail",
    /its level stays/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("lineage", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
