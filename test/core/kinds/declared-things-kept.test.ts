import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "all kept",
    {},
    { declarations: { base: ["model nn"], head: ["model nn", "dataset a"] } },
    "pass",
    /all 1 declared things/,
  ],
  [
    "one gone",
    {},
    { declarations: { base: ["checklist-item A.1", "dataset a"], head: ["dataset a"] } },
    "fail",
    /checklist item A.1/,
  ],
  [
    "same name of another sort",
    {},
    { declarations: { base: ["model a"], head: ["dataset a"] } },
    "fail",
    /model a/,
  ],
  [
    "named by a decision",
    {},
    {
      declarations: { base: ["requirement 4.2"] },
      changedPaths: [".mltrl/decisions/detector/2026-03-01-2.yml"],
      records: { decisions: [{ reason: "requirement 4.2 is covered by 5." }] },
    },
    "pass",
    /name all that is removed: requirement 4.2/,
  ],
  [
    "a part of another id is no name",
    {},
    {
      declarations: { base: ["requirement 4.2"] },
      changedPaths: [".mltrl/decisions/detector/2026-03-01-2.yml"],
      records: { decisions: [{ reason: "4.2.1 is gone" }] },
    },
    "fail",
    /requirement 4.2/,
  ],
  [
    "a name of several words",
    {},
    {
      declarations: { base: ["dataset chest scans"] },
      changedPaths: [".mltrl/decisions/detector/2026-03-01-2.yml"],
      records: { decisions: [{ reason: "drop (Chest scans): no consent" }] },
    },
    "pass",
    /dataset chest scans/,
  ],
  [
    "named by an old decision",
    {},
    { declarations: { base: ["model nn"] }, records: { decisions: [{ reason: "drop nn" }] } },
    "fail",
    /model nn/,
  ],
  [
    "the decision cannot be read",
    {},
    {
      declarations: { base: ["model nn"] },
      changedPaths: ["x.yml"],
      records: { decisions: [{ unavailable: "x.yml" }] },
    },
    "unknown",
    /x.yml/,
  ],
  [
    "an old decision cannot be read",
    {},
    { declarations: { base: ["model nn"] }, records: { decisions: [{ unavailable: "x.yml" }] } },
    "fail",
    /model nn/,
  ],
  [
    "the component goes without a word",
    {},
    { step: ["remove", 3], declarations: { base: ["model nn"] } },
    "fail",
    /component/,
  ],
  [
    "the component goes and its card says retired",
    {},
    { step: ["remove", 3], declarations: {}, cardLeft: { retired: true } },
    "pass",
    /is retired/,
  ],
  [
    "the component goes and a decision names it",
    {},
    {
      step: ["remove", 3],
      declarations: { base: ["model nn"] },
      changedPaths: [".mltrl/decisions/detector/2026-03-01-2.yml"],
      records: { decisions: [{ reason: "detector is replaced by the scanner" }] },
    },
    "pass",
    /detector/,
  ],
  [
    "declarations not known",
    {},
    { declarations: { unavailable: "invalid" } },
    "unknown",
    /invalid/,
  ],
  [
    "removed, and goes on under another id",
    {},
    { step: ["remove", 4], lineage: { heirs: ["finder"] } },
    "pass",
    /goes on as finder/,
  ],
  [
    "a part that is taken out",
    {},
    { declarations: { base: ["part reader"], head: [] } },
    "fail",
    /part reader/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("declared-things-kept", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
