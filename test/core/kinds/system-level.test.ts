import { expect, test } from "@jest/globals";
import type { FactsDescription } from "../../support/facts.ts";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  ["no system", {}, {}, "not-applicable", /no parts/],
  [
    "the minimum",
    {},
    { step: { system: ["content", 3] }, parts: { a: 3, b: 5 } },
    "pass",
    /any of the 2 parts/,
  ],
  [
    "above a part",
    {},
    { step: { system: ["raise", 3, 4] }, parts: { a: 3, b: 5 } },
    "fail",
    /claims level 4.*a is at 3$/,
  ],
  ["no parts named", {}, { step: { system: ["content", 3] } }, "unknown", /names no parts/],
  [
    "a part is not known",
    {},
    { step: { system: ["content", 3] }, parts: { a: { unavailable: "invalid" } } },
    "unknown",
    /level of a is not known/,
  ],
  [
    "a part is retired",
    {},
    { step: { system: ["content", 3] }, parts: { a: 3, b: "retired" } },
    "fail",
    /parts that are retired: b/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("system-level", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});

test.each<[string, FactsDescription, boolean]>([
  ["a part that goes back here", { step: { system: ["records", 3] }, parts: { a: [3, 2] } }, true],
  [
    "a part that was below already",
    { step: { system: ["records", 3] }, parts: { a: [2, 1] } },
    false,
  ],
  ["one of each", { step: { system: ["records", 3] }, parts: { a: [3, 2], b: [2, 2] } }, false],
  ["a system that rises", { step: { system: ["raise", 2, 3] }, parts: { a: [3, 2] } }, false],
])("%s: grace for the system %s", (_, facts, grace) => {
  expect(judgeKind("system-level", {}, facts).grace !== undefined).toBe(grace);
});
