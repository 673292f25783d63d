import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "headings with text",
    { document: "plan", headings: ["plan|approach"] },
    { documents: { plan: { sections: { "Our approach": "train, compare and write down" } } } },
    "pass",
    /has what is asked/,
  ],
  [
    "a heading is missing",
    { document: "plan", headings: ["hypothes"] },
    { documents: { plan: {} } },
    "fail",
    /needs 1 headings/,
  ],
  [
    "a heading without text",
    { document: "plan", headings: ["plan"] },
    { documents: { plan: { sections: { Plan: "soon" } } } },
    "fail",
    /at least 20 characters/,
  ],
  [
    "no text at all",
    { document: "slo" },
    { documents: { slo: { sections: { SLO: "" } } } },
    "fail",
    /says nothing/,
  ],
  [
    "too few references",
    { document: "plan", references: 2 },
    {
      documents: {
        plan: { sections: { A: "long enough to say something" }, references: ["10.1/x"] },
      },
    },
    "fail",
    /cites 1 references; 2/,
  ],
  [
    "no references",
    { document: "plan", references: 2 },
    { documents: { plan: { sections: { A: "long enough to say something" } } } },
    "fail",
    /cites 0/,
  ],
  [
    "only for some data",
    { document: "sim", "when-datasets": ["simulated"] },
    { card: { datasets: [{ kind: "real" }, {}] } },
    "not-applicable",
    /no dataset of kind simulated/,
  ],
  [
    "for that data",
    { document: "sim", "when-datasets": ["simulated"] },
    { card: { datasets: [{ kind: "simulated" }] } },
    "unknown",
    /no document "sim"/,
  ],
  ["no document", { document: "plan" }, {}, "unknown", /no document "plan"/],
  [
    "unreadable",
    { document: "plan" },
    { documents: { plan: { unavailable: "invalid" } } },
    "unknown",
    /invalid/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("document", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
