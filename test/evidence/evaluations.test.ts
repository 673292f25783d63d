import { expect, test } from "@jest/globals";
import { parseYaml } from "../../src/core/source/yaml.ts";
import type { JsonValue } from "../../src/core/model/structured-report.ts";
import type { Fact } from "../../src/core/model/fact.ts";
import type { Evaluations } from "../../src/core/model/evaluations.ts";
import { parseEvaluations } from "../../src/evidence/evaluations.ts";

const PATH = ".mltrl/evidence/detector/evaluations.yml";

function read(text: string): Fact<Evaluations> {
  const yaml = parseYaml(text, PATH);
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.problems));
  const source = yaml.value;
  return parseEvaluations({
    path: PATH,
    format: "yaml",
    value: source.value as JsonValue,
    placeOf: (pointer) => source.placeOf(pointer),
  });
}

test("in full", () => {
  const fact = read(`version: 1
evaluations:
  - application: screening
    dataset: clinic-a
    split: test
    metrics:
      - {name: recall, value: 0.9, higher-is-better: true}
      - {name: false alarms, value: 3, end-user: true}
    cost: {runtime-seconds: 1.8, hardware: one A10, price: 2 EUR a day}
    note: new scanner
`);
  expect(fact).toEqual({
    state: "known",
    value: {
      path: PATH,
      items: [
        {
          application: "screening",
          dataset: "clinic-a",
          split: "test",
          metrics: [
            { name: "recall", value: 0.9, endUser: false, higherIsBetter: true },
            { name: "false alarms", value: 3, endUser: true },
          ],
          cost: { runtimeSeconds: 1.8, hardware: "one A10", price: "2 EUR a day" },
          note: "new scanner",
          place: { path: PATH, line: 3, column: 5 },
        },
      ],
    },
  });
});

const run = (dataset: string, metrics: string, more = ""): string =>
  `  - {application: screening, dataset: ${dataset}, split: test, metrics: ${metrics}${more}}\n`;
const RECALL = "[{name: recall, value: 0.9}]";

test.each<[string, string, number, RegExp]>([
  ["of another form", `version: 2\nevaluations:\n${run("a", RECALL)}`, 1, /`version`: expected/],
  ["with nothing in it", "version: 1\nevaluations: []\n", 2, /at least 1 entry/],
  ["without a metric", `version: 1\nevaluations:\n${run("a", "[]")}`, 3, /at least 1 entry/],
  [
    "with what is no number",
    `version: 1\nevaluations:\n${run("a", "[{name: recall, value: .nan}]")}`,
    3,
    /value`: expected/,
  ],
  [
    "with a price that is still to come",
    `version: 1\nevaluations:\n${run("a", RECALL, ", cost: {price: TODO}")}`,
    3,
    /price`: expected a price with its currency/,
  ],
  [
    "with a number as text",
    `version: 1\nevaluations:\n${run("a", '[{name: recall, value: "0.9"}]')}`,
    3,
    /value`: expected a number/,
  ],
  [
    "with hardware as its cost",
    `version: 1\nevaluations:\n${run("a", RECALL, ", cost: {hardware: one A10}")}`,
    3,
    /`hardware` alone is no cost/,
  ],
  [
    "with a run twice",
    `version: 1\nevaluations:\n${run("a", RECALL)}${run("a", "[{name: dice, value: 1}]")}`,
    4,
    /expected each run once; screening on a, test, stands above already/,
  ],
  [
    "with a metric twice",
    `version: 1\nevaluations:\n${run("a", "[{name: recall, value: 0.9}, {name: recall, value: 1}]")}`,
    3,
    /recall is there twice/,
  ],
  [
    "with a metric that is better both ways",
    `version: 1\nevaluations:\n${run("a", "[{name: error, value: 1, higher-is-better: false}]")}${run("b", "[{name: error, value: 1, higher-is-better: true}]")}`,
    4,
    /expected one direction of error/,
  ],
  [
    "with a key that means nothing",
    `version: 1\nevaluations:\n${run("a", RECALL, ", score: 1")}`,
    3,
    /unknown key "score"/,
  ],
])("a file %s is invalid, with its place", (_, text, line, reason) => {
  const fact = read(text);
  expect(fact).toMatchObject({
    state: "unavailable",
    cause: "invalid",
    reason: expect.stringMatching(reason),
  });
  expect(fact.state === "unavailable" && fact.places?.map((place) => place.line)).toContain(line);
});
