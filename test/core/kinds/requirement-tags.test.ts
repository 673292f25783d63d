import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const PARAMS = { tags: ["security", "privacy"] };
const RISK = { pFailure: 0.2, value: 5 };

const CASES: readonly Case[] = [
  [
    "one of each",
    PARAMS,
    {
      requirements: [
        { id: "1", tags: ["security"], risk: RISK },
        { id: "2", tags: ["privacy"], risk: RISK },
      ],
    },
    "pass",
    /2 requirements are tagged security or privacy/,
  ],
  [
    "one of them without risk",
    PARAMS,
    {
      requirements: [
        { id: "1", tags: ["security"], risk: RISK },
        { id: "2", tags: ["privacy"] },
      ],
    },
    "fail",
    /1 of 2 .*: 2 has no risk/,
  ],
  [
    "a tag that is nowhere",
    PARAMS,
    { requirements: [{ tags: ["security"], risk: RISK }] },
    "unknown",
    /0 requirements tagged privacy; at least 1/,
  ],
  [
    "of the other kind",
    { ...PARAMS, of: "product" },
    { requirements: [{ tags: ["security", "privacy"], risk: RISK }] },
    "unknown",
    /0 requirements tagged security, 0 requirements tagged privacy/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("requirement-tags", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
