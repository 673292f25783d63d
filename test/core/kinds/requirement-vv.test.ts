import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const WAIVED = { status: "waived", reviewer: "bob", reason: "covered by 2" } as const;

const CASES: readonly Case[] = [
  [
    "a method that is still to come",
    { demand: "defined" },
    { requirements: [{ verification: {}, validation: { method: "TODO" } }] },
    "fail",
    /validation: no method/,
  ],
  [
    "evidence that is still to come",
    { demand: "passed", parts: ["verification"], evidence: true },
    { requirements: [{ verification: { status: "passed", evidence: "n/a" } }] },
    "fail",
    /passed without evidence/,
  ],
  [
    "waived by its owner",
    { demand: "passed", parts: ["verification"] },
    { requirements: [{ owner: "@Bob", verification: WAIVED }] },
    "fail",
    /waived by bob, who owns it/,
  ],
  [
    "waived for no reason",
    { demand: "passed", parts: ["verification"] },
    { requirements: [{ verification: { ...WAIVED, reason: "tbd" } }] },
    "fail",
    /waived without a reviewer and a reason/,
  ],
  [
    "defined",
    { demand: "defined" },
    { requirements: [{ verification: {}, validation: {} }] },
    "pass",
    /have their verification and validation defined/,
  ],
  [
    "one half",
    { demand: "defined" },
    { requirements: [{ verification: {}, validation: { method: " " } }] },
    "fail",
    /1 \(validation: no method\)/,
  ],
  [
    "neither",
    { demand: "defined" },
    { requirements: [{ id: "1" }, { id: "2" }] },
    "fail",
    /2 of 2 .*verification: no method, validation: no method\) …/,
  ],
  [
    "passed",
    { demand: "passed", parts: ["verification"] },
    { requirements: [{ verification: { status: "passed" } }] },
    "pass",
    /verification passed/,
  ],
  [
    "planned",
    { demand: "passed", parts: ["verification"] },
    { requirements: [{ verification: {} }] },
    "fail",
    /planned, not passed/,
  ],
  [
    "waived with a name",
    { demand: "passed", parts: ["verification"] },
    {
      requirements: [
        { verification: { status: "waived", reviewer: "bob", reason: "covered by 2" } },
      ],
    },
    "pass",
    /all 1/,
  ],
  [
    "waived by nobody",
    { demand: "passed", parts: ["verification"] },
    { requirements: [{ verification: { status: "waived" } }] },
    "fail",
    /waived without a reviewer/,
  ],
  [
    "evidence asked for",
    { demand: "passed", parts: ["verification"], evidence: true },
    { requirements: [{ verification: { status: "passed" } }] },
    "fail",
    /passed without evidence/,
  ],
  [
    "evidence given",
    { demand: "passed", parts: ["verification"], evidence: true },
    { requirements: [{ verification: { status: "passed", evidence: "reports/a.json" } }] },
    "pass",
    /all 1/,
  ],
  [
    "risk asked for",
    { demand: "defined", risk: true },
    {
      requirements: [
        { id: "1", verification: {}, validation: {}, risk: { pFailure: 0.5, value: 5 } },
        { id: "2", verification: {}, validation: {} },
      ],
    },
    "fail",
    /1 of 2 .*2 \(has no risk\)/,
  ],
  [
    "risk given",
    { demand: "defined", risk: true },
    {
      requirements: [{ verification: {}, validation: {}, risk: { pFailure: 0.5, value: 5 } }],
    },
    "pass",
    /defined and their risk quantified/,
  ],
  [
    "waived at a low risk",
    { demand: "passed", parts: ["validation"], "maximum-waived-risk": 3 },
    { requirements: [{ validation: WAIVED, risk: { pFailure: 0.3, value: 10 } }] },
    "pass",
    /all 1/,
  ],
  [
    "waived at a high risk",
    { demand: "passed", parts: ["validation"], "maximum-waived-risk": 3 },
    { requirements: [{ validation: WAIVED, risk: { pFailure: 0.4, value: 10 } }] },
    "fail",
    /waived with a risk of 4; at most 3 may be/,
  ],
  [
    "waived at a risk that nobody gave",
    { demand: "passed", parts: ["validation"], "maximum-waived-risk": 3 },
    { requirements: [{ validation: WAIVED }] },
    "fail",
    /waived with a risk that nobody knows/,
  ],
  [
    "a high risk that is not waived",
    { demand: "passed", parts: ["validation"], "maximum-waived-risk": 3 },
    {
      requirements: [{ validation: { status: "passed" }, risk: { pFailure: 0.9, value: 10 } }],
    },
    "pass",
    /all 1/,
  ],
  [
    "by tag",
    { demand: "defined", tags: ["claim"] },
    { requirements: [{}] },
    "unknown",
    /no requirements tagged claim/,
  ],
  [
    "no file",
    { demand: "defined" },
    { requirements: { unavailable: "missing" } },
    "unknown",
    /missing/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("requirement-vv", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
