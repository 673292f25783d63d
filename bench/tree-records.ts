import { ML_TEST_SECTIONS, ML_TESTS } from "../src/core/model/ml-test-score.ts";
import type { Level } from "../src/core/model/level.ts";

/** A file of the gate: its path and its text. */
type File = readonly [path: string, text: string];

/** A record with the gate from which on a component has it. */
interface Recorded {
  readonly gate: Level;
  readonly name: string;
  readonly text: string;
}

const MADE_AT = "made-at: 2026-11-01\n";
/** As long as what a person writes below a heading. */
const PARAGRAPH =
  "What there is to say about it, in as many words as somebody needs who has not been there from the beginning and has to decide.";

/** What is recorded of a component that works at a level: what the rules of all gates below it ask for. */
export function recordsOf(id: string, level: Level, sources: readonly string[]): File[] {
  const reached = ({ gate }: Recorded): boolean => gate < level;
  const below =
    (folder: string) =>
    (record: Recorded): File => [
      `.mltrl/${folder}/${id}/${record.name}`,
      record.text.replaceAll("{id}", id),
    ];
  const gates = Array.from({ length: level }, (_, gate) => gate);
  return [
    [`.mltrl/cards/${id}.md`, cardOf(id, level)],
    [`.mltrl/ethics/${id}.md`, ETHICS],
    ...DOCUMENTS.filter(reached).map(below("documents")),
    ...DECISIONS.filter(reached).map(below("decisions")),
    ...EVIDENCE.filter(reached).map(below("evidence")),
    ...gates.map((gate): File => [
      `.mltrl/reviews/${id}/2026-0${gate + 1}-01-${gate}-to-${gate + 1}.yml`,
      reviewOf(id, gate),
    ]),
    ...(level > 2 ? [[`.mltrl/requirements/${id}.yml`, REQUIREMENTS] as const] : []),
    [`.mltrl/evidence/${id}/coverage.info`, lcovOf(sources)],
  ];
}

const HEADINGS = [
  "TL;DR",
  "Top-level requirements",
  "Model / algorithm info",
  "Intended use",
  "Testing status",
  "Data considerations",
  "Caveats, known edge cases, recommendations",
  "MLTRL stage debrief",
];

function cardOf(id: string, level: Level): string {
  return `---
name: ${id}
level: ${level}
owners: [ada]
product-owner: bob
ethics: .mltrl/ethics/${id}.md
models:
  - {name: ${id}, version: 1.0.0, path: ${id}/weights.bin}
datasets:
  - {name: clinic-a, version: 1.0.0, path: ${id}/scans.csv, kind: real}
---

${textOf(id, HEADINGS)}`;
}

function textOf(title: string, headings: readonly string[]): string {
  return [`# ${title}`, ...headings.map((each) => `## ${each}\n\n${PARAGRAPH}`), ""].join("\n\n");
}

const ETHICS = textOf(
  "Ethics",
  ["Data", "Modelling", "Deployment"].map(
    (part) => `${part}\n\n- [x] **${part.slice(0, 1)}.1**: asked for and agreed to`,
  ),
);

function document(gate: Level, name: string, headings: readonly string[]): Recorded {
  return { gate, name: `${name}.md`, text: textOf(name, headings) };
}

const DOCUMENTS: readonly Recorded[] = [
  document(0, "plan", ["Formulation", "Data", "Data collection", "Literature"]),
  document(1, "experiments", ["Set-up", "Data", "Result", "Comparison"]),
  document(2, "testbed", ["Environment", "Assumptions"]),
  document(3, "interfaces", ["Functions"]),
  document(3, "domain-data", ["Rules"]),
  document(3, "slo", ["Indicators"]),
  document(4, "poc-pipeline", ["Source", "Features", "Model"]),
  document(5, "data-governance", ["Responsibility", "Access", "Lifecycle", "Duplication"]),
  document(5, "pipeline-scaling", ["Load"]),
  document(6, "deployment", ["Audience", "Hosting", "Mode", "Packaging", "Data access"]),
  document(6, "data-pipeline", ["Steps"]),
  {
    gate: 6,
    name: "compliance.yml",
    text: `${MADE_AT}regimes: [GDPR, MDR]\nsigned-by: [frank]\ndecision: cleared\n`,
  },
  {
    gate: 7,
    name: "audit.yml",
    text: "date: 2026-11-01\nauditor: quality\nscope: [privacy, security]\nresult: passed\n",
  },
  {
    gate: 7,
    name: "slices.yml",
    text: "version: 1\nslices:\n  - {name: thick slices, metric: recall, floor: 0.85}\n",
  },
  { gate: 7, name: "ml-test-score.yml", text: mlTestScore() },
];

function mlTestScore(): string {
  return ML_TEST_SECTIONS.map(
    (section) =>
      `${section}:\n${ML_TESTS[section].map((_, i) => `  ${section}-${i + 1}: {score: 1, evidence: tests/test_${section}.py}\n`).join("")}`,
  ).join("");
}

function decision(level: Level, taken: string, more = ""): Recorded {
  const date = `2026-0${level}-02`;
  return {
    gate: level,
    name: `${date}-${level}.yml`,
    text: `version: 1\ncomponent: {id}\nlevel: ${level}\ndate: ${date}\ndecision: ${taken}\nreason: What it costs is less than what it brings.\nby: [research-lead]\n${more}`,
  };
}

const DECISIONS: readonly Recorded[] = [
  decision(2, "prototype"),
  decision(4, "continue"),
  decision(5, "commit", "resources: [two engineers for a year]\nsigned-by: [head of product]\n"),
  decision(6, "batch"),
  decision(8, "go", "signed-by: [carol]\nwindow: {from: 2026-11-01, to: 2026-12-31}\n"),
];

function values(gate: Level, name: string, text: string): Recorded {
  return { gate, name: `${name}.yml`, text: MADE_AT + text };
}

function tests(gate: Level, name: string, cases: readonly string[]): Recorded {
  const body = cases.map((each) => `<testcase classname="tests" name="${each}" time="0.1"/>`);
  return {
    gate,
    name: `${name}.xml`,
    text: `<testsuites><testsuite name="${name}" tests="${cases.length}">${body.join("\n")}</testsuite></testsuites>`,
  };
}

const CASES = Array.from({ length: 20 }, (_, i) => `[1.1.1] finds nodule ${i}`);

function deploymentTest(name: string): Recorded {
  return values(
    8,
    name,
    "environment: staging\nversion: 1.0.0\nstart: 2026-10-20\nend: 2026-10-30\npassed: true\nregressions: []\n",
  );
}

function watched(name: string): Recorded {
  return values(9, name, "checks:\n  - {name: slice thickness, passed: true}\n");
}

const EVIDENCE: readonly Recorded[] = [
  tests(3, "unit-tests", CASES),
  tests(3, "integration-tests", CASES),
  {
    gate: 4,
    name: "evaluations.yml",
    text: `version: 1\nevaluations:\n${["validation", "test"]
      .map(
        (split) =>
          `  - {application: screening, dataset: clinic-a, split: ${split}, metrics: [{name: recall, value: 0.9, end-user: true}], cost: {runtime-seconds: 3}}\n`,
      )
      .join("")}`,
  },
  values(
    6,
    "robustness-adversarial",
    "attacks:\n  - {attack: PGD, epsilon: 0.03, metric: recall, value: 0.9, at-least: 0.8}\n",
  ),
  values(
    6,
    "robustness-semantic-perturbation",
    "perturbations:\n  - {transform: rotate, samples: 400, consistency-rate: 0.97}\n",
  ),
  values(
    6,
    "distribution-shift-check",
    "comparisons:\n  - {development: clinic-a, deployment: clinic-b, metric: recall, value: 0.9, at-least: 0.8}\n",
  ),
  tests(7, "critical-scenarios", CASES),
  tests(7, "metamorphic", CASES),
  tests(7, "data-interventions", ["upstream", "downstream"]),
  tests(7, "pipeline-tests", CASES),
  tests(7, "drift-tests", ["data drift", "concept drift"]),
  values(
    7,
    "golden-dataset",
    "dataset: golden-ct\ndigest: sha256:41fc\nmetric: recall\nvalue: 0.91\ncount: 400\n",
  ),
  values(
    7,
    "slices",
    "slices:\n  - {name: thick slices, metric: recall, value: 0.9, count: 312}\n",
  ),
  values(
    7,
    "underspecification",
    "seeds: [1, 2, 3]\nstress-sets:\n  - {name: scanner B, metric: recall, spread: 0.02}\n",
  ),
  ...["shadow", "canary", "ab-test", "blue-green", "stress-test", "fallback"].map(deploymentTest),
  values(
    8,
    "data-distribution",
    "config: deploy/logging.yml\nfeatures: [{name: slice thickness, count: 4012}]\nperformance: {metric: recall, value: 0.91, count: 312}\n",
  ),
  ...["data-quality", "data-drift", "concept-drift", "skew"].map(watched),
];

const REQUIREMENTS = `version: 1
research:
  - id: "1.1.1"
    statement: It shall find nine of ten.
    verification: {method: test, status: passed}
    validation: {method: a reader study, status: passed}
    risk: {p-failure: 0.1, value: 5}
product:
  - id: "2.1.1"
    statement: It shall answer within a second.
    verification: {method: test, status: passed}
    validation: {method: a field test, status: passed}
    risk: {p-failure: 0.2, value: 5}
`;

function reviewOf(id: string, gate: number): string {
  return `version: 1
component: ${id}
from: ${gate}
to: ${gate + 1}
date: 2026-0${gate + 1}-01
decision: graduate
requested-by: ada
reviewers: [bob, carol]
criteria: [every rule of the gate]
open-tasks: []
`;
}

function lcovOf(paths: readonly string[]): string {
  return paths.map((path) => `SF:${path}\nDA:2,1\nDA:3,1\nLF:2\nLH:2\nend_of_record\n`).join("");
}
