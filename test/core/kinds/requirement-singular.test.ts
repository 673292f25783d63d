import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "one shall",
    {},
    { requirements: [{ statement: "It shall use under 5.5 GB." }] },
    "pass",
    /state one obligation each/,
  ],
  [
    "two shalls",
    {},
    { requirements: [{ statement: "It shall run and shall stop" }] },
    "fail",
    /1 says "shall" 2 times/,
  ],
  ["none", {}, { requirements: [{ statement: "Fast." }] }, "fail", /0 times/],
  [
    "two sentences",
    {},
    { requirements: [{ statement: "It shall run. It is fast." }] },
    "fail",
    /2 sentences/,
  ],
  [
    "another verb",
    { verbs: ["must"] },
    { requirements: [{ statement: "It MUST run" }] },
    "pass",
    /all 1/,
  ],
  [
    "no requirements",
    { of: "product" },
    { requirements: [{}] },
    "unknown",
    /holds no product requirements/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("requirement-singular", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
