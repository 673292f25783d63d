import { describe, expect, test } from "@jest/globals";
import { parseDeclaredSlices, parseSliceResults } from "../../src/evidence/slices.ts";
import { parseYamlReport } from "../../src/evidence/structured.ts";

const DECLARED = ".mltrl/documents/detector/slices.yml";
const MEASURED = ".mltrl/evidence/detector/slices.yml";

function results(text: string) {
  const report = parseYamlReport(text, MEASURED);
  return report.state === "known" ? parseSliceResults(report.value) : report;
}

describe("declared slices", () => {
  test("are read with their bounds", () => {
    const text = `slices:
  - name: nodules under 6 mm
    metric: recall
    floor: 0.85
    why: they are the ones that readers miss
  - { name: scanner B, metric: false positives per scan, ceiling: 2 }
`;
    expect(parseDeclaredSlices(text, DECLARED)).toEqual({
      state: "known",
      value: [
        {
          name: "nodules under 6 mm",
          metric: "recall",
          floor: 0.85,
          place: { path: DECLARED, line: 2, column: 5 },
        },
        {
          name: "scanner B",
          metric: "false positives per scan",
          ceiling: 2,
          place: { path: DECLARED, line: 6, column: 5 },
        },
      ],
    });
  });

  test("may be JSON", () => {
    const text = '{"slices": [{"name": "a", "metric": "m", "floor": 0}]}';
    expect(parseDeclaredSlices(text, DECLARED)).toMatchObject({ value: [{ name: "a", floor: 0 }] });
  });

  test.each<[string, string, RegExp]>([
    ["none", "slices: []", /expected at least 1 entry/],
    ["without a bound", "slices: [{name: a, metric: m}]", /a `floor` or a `ceiling`/],
    ["with two bounds", "slices: [{name: a, metric: m, floor: 1, ceiling: 2}]", /and not both/],
    ["with a bound that is none", "slices: [{name: a, metric: m, floor: .nan}]", /got NaN/],
    [
      "twice",
      "slices: [{name: a, metric: m, floor: 1}, {name: a, metric: m, floor: 0}]",
      /each slice once for a metric; m of "a" stands above already/,
    ],
  ])("are invalid %s", (_, text, reason) => {
    const fact = parseDeclaredSlices(text, DECLARED);
    expect(fact).toMatchObject({ state: "unavailable", cause: "invalid" });
    expect(fact.state === "unavailable" && fact.reason).toMatch(reason);
  });
});

describe("results on slices", () => {
  test("are read with what they rest on", () => {
    const text = "made-at: 2026-11-01\nslices:\n  - {name: a, metric: m, value: 0.9, count: 12}\n";
    expect(results(text)).toEqual({
      state: "known",
      value: {
        path: MEASURED,
        slices: [
          {
            name: "a",
            metric: "m",
            value: 0.9,
            count: 12,
            place: { path: MEASURED, line: 3, column: 5 },
          },
        ],
      },
    });
  });

  test.each<[string, string, RegExp]>([
    [
      "without a count",
      "slices: [{name: a, metric: m, value: 1}]",
      /slices\[0\]\.count`: is missing/,
    ],
    [
      "with a value that is none",
      "slices: [{name: a, metric: m, value: .inf, count: 1}]",
      /number/,
    ],
    [
      "of a slice that stands twice",
      "slices: [{name: a, metric: m, value: 1, count: 1}, {name: a, metric: m, value: 2, count: 1}]",
      /stands above already/,
    ],
  ])("are invalid %s", (_, text, reason) => {
    const fact = results(text);
    expect(fact).toMatchObject({ state: "unavailable", cause: "invalid" });
    expect(fact.state === "unavailable" && fact.reason).toMatch(reason);
  });
});
