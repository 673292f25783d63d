import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "of the kind",
    { kinds: ["subset"], "minimum-note": 5 },
    { card: { datasets: [{ kind: "subset", note: "every tenth scan" }] } },
    "pass",
    /1 such datasets/,
  ],
  [
    "of another kind",
    { kinds: ["subset"] },
    { card: { datasets: [{ kind: "real", role: "test" }, {}] } },
    "fail",
    /0 datasets of kind subset; at least 1/,
  ],
  ["none", { roles: ["mock"] }, {}, "unknown", /declares no dataset/],
  [
    "in the role, with a version",
    { roles: ["default-test"], versioned: true },
    { card: { datasets: [{ role: "default-test", version: "1.0.0" }] } },
    "pass",
    /1 such/,
  ],
  [
    "no note, no version",
    { kinds: ["subset"], "minimum-note": 5, versioned: true },
    { card: { datasets: [{ kind: "subset" }] } },
    "fail",
    /note of 0 characters where 5 .* and no version/,
  ],
  [
    "one of two is enough",
    { kinds: ["subset"], "minimum-note": 5 },
    { card: { datasets: [{ kind: "subset" }, { kind: "subset", note: "every tenth" }] } },
    "pass",
    /1 such/,
  ],
  ["no card", {}, { card: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("dataset-declared", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
