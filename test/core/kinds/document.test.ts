import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "one heading of few words for all that is asked",
    { document: "logging", headings: ["system", "model", "data"] },
    {
      documents: { logging: { sections: { "System, model and data": "logged for thirty days" } } },
    },
    "fail",
    /needs 3 headings with at least 20 characters each/,
  ],
  [
    "one heading of as many words as several need",
    { document: "logging", headings: ["system", "model", "data"] },
    {
      documents: {
        logging: {
          sections: {
            "System and model": "journals of the hosts, thirty days; inputs and answers, ten years",
            Data: "statistics of each feature",
            "System, model, data": "",
          },
        },
      },
    },
    "pass",
    /has what is asked for/,
  ],
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
    /needs 1 heading /,
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
    /cites 1 reference; 2/,
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
    { card: { datasets: [{ kind: "real" }] } },
    "not-applicable",
    /no dataset of kind simulated/,
  ],
  [
    "for data that may be of that kind",
    { document: "sim", "when-datasets": ["simulated"] },
    { card: { datasets: [{ kind: "real" }, {}] } },
    "unknown",
    /no document "sim"/,
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
    "a key for a heading, however it is written",
    { document: "plan", headings: ["data retention", "owner"] },
    {
      documents: {
        plan: {
          keys: {
            data_retention: "kept for ten years by law",
            "team.productOwner": "the product manager of imaging",
          },
        },
      },
    },
    "pass",
    /has what is asked for/,
  ],
  [
    "the fullest of several such headings",
    { document: "plan", headings: ["data"] },
    {
      documents: {
        plan: { sections: { Data: "", "Data strategy": "long enough to say something" } },
      },
    },
    "pass",
    /has what is asked for/,
  ],
  [
    "fields",
    { document: "card", fields: ["model_details.owners.name", "license|model_details.licenses"] },
    {
      documents: {
        card: {
          keys: { "model_details.owners.name": ["ada", "lin"], "model_details.licenses": "MIT" },
        },
      },
    },
    "pass",
    /has what is asked for/,
  ],
  [
    "a field that one entry of a list lacks",
    { document: "card", fields: ["owners.name"] },
    { documents: { card: { keys: { "owners.name": ["ada", ""] } } } },
    "fail",
    /needs text in 1 field$/,
  ],
  [
    "a field that is not there",
    { document: "card", headings: ["uses"], fields: ["owners.name"] },
    { documents: { card: { sections: { Uses: "long enough to say something" } } } },
    "fail",
    /needs 1 heading with at least 20 characters and text in 1 field/,
  ],
  [
    "nothing but keys above a text that is not there",
    { document: "card" },
    { documents: { card: { keys: { title: "the card of the nodule detector" } } } },
    "fail",
    /says nothing/,
  ],
  [
    "text of the template where none may be left",
    { document: "plan", placeholders: false },
    {
      documents: {
        plan: { sections: { A: "long enough to say something" }, placeholders: ["TODO"] },
      },
    },
    "fail",
    /still holds text of its template in 1 places/,
  ],
  [
    "text of the template elsewhere",
    { document: "plan", headings: ["a"] },
    {
      documents: {
        plan: { sections: { A: "long enough to say something" }, placeholders: ["TODO"] },
      },
    },
    "pass",
    /has what is asked for/,
  ],
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

test.each<[string, Record<string, string>, true | undefined]>([
  ["has none of the headings", { Principles: "what is known of it by now" }, true],
  ["has one of them, too short", { "Data readiness": "soon" }, undefined],
])("a document that %s: absent is %s", (_, sections, absent) => {
  const facts = { documents: { plan: { sections } } };
  const params = { document: "plan", headings: ["data", "acquisition"] };
  expect(judgeKind("document", params, facts)).toMatchObject({ outcome: "fail" });
  expect("absent" in judgeKind("document", params, facts)).toBe(absent === true);
});
