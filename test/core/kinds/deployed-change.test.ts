import { expect, test } from "@jest/globals";
import type { CardDescription } from "../../../src/evidence/described/card-facts.ts";
import type { FactsDescription } from "../../support/facts.ts";
import { type Case, judgeKind } from "../../support/judge.ts";

const TARGETS = {
  targets: [
    { changes: ["fix", "retrain", "configuration", "dependency"], "at-most": 7 },
    { changes: ["api", "deployment-setting", "explanation"], "at-most": 6 },
    { changes: ["feature", "data-source", "model-class", "intended-use"], "at-most": 4 },
    { changes: ["disproved-claim"], "at-most": 2 },
  ],
};
const FEATURES = { targets: TARGETS.targets.slice(2, 3) };

/** A deployed component that goes back with a record of some kind of change. */
function back(
  to: number,
  change: string | undefined,
  cardLeft: CardDescription = {},
  changed: readonly string[] = [],
): FactsDescription {
  const record = {
    from: 9,
    to,
    type: "embedded" as const,
    ...(change && { change: change as "fix" }),
  };
  return {
    step: ["lower", 9, to],
    baseCard: {
      level: 9,
      sections: { "intended-use": "Second reading." },
      models: [{ name: "net", kind: "convolutional" }],
      documents: { api: "docs/api.md" },
    },
    cardLeft: {
      level: to,
      sections: { "intended-use": "Second  reading." },
      models: [{ name: "net", kind: "convolutional" }],
      documents: { api: "docs/api.md" },
      ...cardLeft,
    },
    changedPaths: [`.mltrl/switchbacks/detector/2026-03-01-9-to-${to}.yml`, ...changed],
    records: { switchbacks: [record] },
  };
}

const NINE = { baseCard: { level: 9 }, cardLeft: { level: 9 } } as const;

const CASES: readonly Case[] = [
  [
    "not deployed",
    TARGETS,
    { step: ["content", 5], baseCard: { level: 5 } },
    "not-applicable",
    /not deployed/,
  ],
  ["new", TARGETS, { step: ["add", 9] }, "not-applicable", /not deployed/],
  [
    "a data source that slips into the next version",
    TARGETS,
    {
      step: ["content", 7],
      baseCard: { level: 7, deployed: ["1.0.0"] },
      cardLeft: { level: 7, datasets: [{ name: "night" }] },
    },
    "fail",
    /at level 7, and the dataset night is new.*go back to 4 or lower/,
  ],
  [
    "a data source of the next version where it belongs",
    TARGETS,
    {
      step: ["content", 4],
      baseCard: { level: 4, deployed: ["1.0.0"] },
      cardLeft: { level: 4, datasets: [{ name: "night" }] },
    },
    "not-applicable",
    /on its way at level 4/,
  ],
  ["left alone", TARGETS, { ...NINE, step: ["records", 9] }, "not-applicable", /does not change/],
  [
    "content at 9",
    TARGETS,
    { ...NINE, step: ["content", 9] },
    "fail",
    /7 or lower.*9-to-9.*hotfix/,
  ],
  [
    "content at 9, and a new dataset",
    TARGETS,
    { ...NINE, cardLeft: { level: 9, datasets: [{ name: "night" }] }, step: ["content", 9] },
    "fail",
    /4 or lower.*night is new/,
  ],
  ["renewed", TARGETS, { ...NINE, step: ["renew", 9] }, "pass", /9 → 9/],
  [
    "reverted",
    TARGETS,
    { ...NINE, step: { proven: ["content", 9] } },
    "pass",
    /has been at level 9/,
  ],
  [
    "the next version goes on",
    TARGETS,
    { step: ["content", 7], baseCard: { level: 7, deployed: ["1.0.0"] } },
    "not-applicable",
    /on its way at level 7/,
  ],
  ["a fix to 7", TARGETS, back(7, "fix"), "pass", /far enough for "fix"/],
  ["a fix to 5", TARGETS, back(5, "fix"), "pass", /far enough/],
  ["a fix to 8", TARGETS, back(8, "fix"), "fail", /7 or lower; the record goes to 8/],
  ["an interface to 7", TARGETS, back(7, "api"), "fail", /6 or lower/],
  ["a feature to 5", TARGETS, back(5, "feature"), "fail", /4 or lower/],
  ["a feature to 4", TARGETS, back(4, "feature"), "pass", /far enough/],
  ["a claim to 3", TARGETS, back(3, "disproved-claim"), "fail", /2 or lower/],
  ["no kind of change", TARGETS, back(7, undefined), "fail", /does not say what changes/],
  [
    "no record",
    TARGETS,
    { ...back(7, "fix"), records: {} },
    "unknown",
    /no record of the switchback 9 → 7/,
  ],
  [
    "an old record",
    TARGETS,
    { ...back(7, "fix"), changedPaths: [] },
    "unknown",
    /no record of the switchback/,
  ],
  [
    "an unreadable record",
    TARGETS,
    { ...back(7, "fix"), records: { switchbacks: [{ unavailable: "x.yml" }] } },
    "unknown",
    /x.yml/,
  ],
  [
    "a fix with another intended use",
    TARGETS,
    back(7, "fix", { sections: { "intended-use": "First reading." } }),
    "fail",
    /calls the change "fix".*intended use.*"intended-use"/,
  ],
  [
    "a disproved claim with another intended use",
    TARGETS,
    back(2, "disproved-claim", { sections: { "intended-use": "First reading." } }),
    "pass",
    /far enough/,
  ],
  [
    "a retraining with a new dataset",
    TARGETS,
    back(7, "retrain", { datasets: [{ name: "night" }] }),
    "fail",
    /dataset night is new.*"data-source"/,
  ],
  [
    "a retraining with another class of model",
    TARGETS,
    back(7, "retrain", { models: [{ name: "net", kind: "transformer" }] }),
    "fail",
    /was a convolutional and is a transformer, which is "model-class"/,
  ],
  [
    "a fix of an interface",
    TARGETS,
    back(7, "fix", {}, ["docs/api.md"]),
    "fail",
    /docs\/api.md changes, which is "api"/,
  ],
  [
    "a fix of a specification",
    TARGETS,
    back(7, "fix", {}, ["service/openapi.v2.yaml"]),
    "fail",
    /which is "api"/,
  ],
  [
    "a fix of a deployment setting",
    TARGETS,
    back(7, "fix", {}, [".mltrl/documents/detector/deployment.yml"]),
    "fail",
    /which is "deployment-setting"/,
  ],
  [
    "a fix with other documents",
    TARGETS,
    back(7, "fix", {}, [".mltrl/documents/detector/plan.md"]),
    "pass",
    /far enough/,
  ],
  ["only features are asked: a fix", FEATURES, back(7, "fix"), "not-applicable", /not asked here/],
  [
    "only features are asked: none named",
    FEATURES,
    back(7, undefined),
    "not-applicable",
    /names no kind/,
  ],
  ["only features are asked: one", FEATURES, back(7, "feature"), "fail", /4 or lower/],
  [
    "only features are asked: at 9",
    FEATURES,
    { ...NINE, step: ["content", 9] },
    "not-applicable",
    /nothing shows/,
  ],
];

test.each(CASES)("%s", (_, params, facts, outcome, reason) => {
  const finding = judgeKind("deployed-change", params, facts);
  expect(finding.reason).toMatch(reason);
  expect(finding.outcome).toBe(outcome);
});
