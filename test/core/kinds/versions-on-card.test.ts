import { expect, test } from "@jest/globals";
import { type Case, judgeKind } from "../../support/judge.ts";

const CASES: readonly Case[] = [
  [
    "given",
    {},
    {
      card: {
        models: [{ name: "nn", version: "1.0.0" }],
        sections: { "model-info": "A small net.\nnn 1.0.0 follows nn 0.9.0" },
      },
    },
    "pass",
    /versions of all 1/,
  ],
  ["nothing declared", {}, {}, "unknown", /neither a model nor a dataset/],
  [
    "one is silent",
    {},
    { card: { models: [{ name: "nn", version: "1.0.0" }], datasets: [{ name: "scans" }] } },
    "fail",
    /scans has no version/,
  ],
  [
    "the text says another",
    {},
    {
      card: {
        datasets: [{ name: "scans", version: "2.0.0" }],
        sections: { "data-considerations": "Trained on Scans v1.3.0" },
      },
    },
    "fail",
    /scans is 2.0.0 and the text says 1.3.0/,
  ],
  ["no card", {}, { card: { unavailable: "missing" } }, "unknown", /missing/],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("versions-on-card", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
