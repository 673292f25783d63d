import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type Finding, unknown as unknownJudgement } from "../../../src/core/model/finding.ts";
import {
  PRESET_NAMES,
  type PresetName,
  type StructuredReport,
} from "../../../src/core/model/structured-report.ts";
import { configSchema } from "../../../src/core/policy/config-schema.ts";
import { checkSchema, selectorSchema } from "../../../src/core/predicate/check-schema.ts";
import { PRESETS } from "../../../src/core/presets/index.ts";
import { judgePreset, presetOf } from "../../../src/core/presets/judge-preset.ts";
import { parseYaml } from "../../../src/core/source/yaml.ts";
import { parseJsonReport } from "../../../src/evidence/structured.ts";
import { catalogue } from "../../../src/generated/catalogue.ts";
import { judgeKind } from "../../support/judge.ts";

const ROOT = join(import.meta.dirname, "../../..");
const FOLDER = join(import.meta.dirname, "fixtures");
const TERMS = { limits: {}, now: 0 };

function fixture(name: string): StructuredReport {
  return reportOf(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
}

function reportOf(text: string): StructuredReport {
  const report = parseJsonReport(text, "r.json");
  if (report.state === "unavailable") throw new Error(report.reason);
  return report.value;
}

/** What a preset says in all, and the first sentence of what is not well. */
function judged(report: StructuredReport, preset: PresetName): [string, string] {
  const verdicts = judgePreset(report, preset, TERMS);
  const failed = verdicts.find((verdict) => verdict.state === "failed");
  const unclear = verdicts.find((verdict) => verdict.state === "unknown");
  if (failed) return ["failed", failed.says];
  if (unclear) return [unknownJudgement("").outcome, unclear.fact.reason];
  return ["held", ""];
}

const CASES: readonly [name: string, state: string, says: RegExp][] = [
  ["evidently-tests-passed", "held", /^$/],
  ["evidently-tests-failed", "failed", /1 of 2 values of \$\.tests\[\*\]\.status are wrong, such as "FAIL"/],
  ["evidently-tests-skipped", "failed", /"SKIPPED"/],
  ["evidently-tests-only-warnings", "failed", /none of 2 values .* is "SUCCESS"/],
  ["evidently-drift-passed", "held", /^$/],
  ["evidently-drift-failed", "failed", /selects 1 values; at most 0/],
  ["evidently-drift-nan", "failed", /NaN/],
  ["evidently-metrics-vacuous", "unknown", /selects 0 values/],
  ["evidently-legacy-tests-passed", "held", /^$/],
  ["evidently-legacy-tests-vacuous", "unknown", /\$\.tests\[\*\]\.status selects 0 values/],
  ["evidently-legacy-tests-contradicts", "unknown", /contradicts itself: \$\.summary\.by_status\.SUCCESS is 1, but by .* it is 0/],
  ["evidently-legacy-tests-failed", "failed", /"FAIL"/],
  ["evidently-legacy-drift-passed", "held", /^$/],
  ["evidently-legacy-drift-failed", "failed", /dataset_drift is true/],
  ["evidently-legacy-drift-contradicts", "unknown", /contradicts itself: there is/],
  ["evidently-legacy-drift-vacuous", "failed", /number_of_columns is 0/],
  ["great-expectations-suite-passed", "held", /^$/],
  ["great-expectations-suite-failed", "failed", /1 of 2 values of \$\.results\[\*\]\.success are wrong/],
  ["great-expectations-suite-contradicts", "unknown", /successful_expectations is 2, but by .* it is 1/],
  ["great-expectations-suite-raised", "failed", /raised_exception/],
  ["great-expectations-suite-vacuous", "unknown", /selects 0 values/],
  ["great-expectations-0x-passed", "held", /^$/],
  ["great-expectations-checkpoint-passed", "held", /^$/],
  ["great-expectations-checkpoint-failed", "failed", /validation_results/],
  ["great-expectations-checkpoint-vacuous", "failed", /evaluated_expectations > 0/],
  ["deepchecks-suite-passed", "held", /^$/],
  ["deepchecks-suite-failed", "failed", /"FAIL"/],
  ["deepchecks-suite-warned", "failed", /"WARN"/],
  ["deepchecks-suite-not-run", "failed", /\$\.results\[\?@\.type != 'CheckResult'\] selects 1 values/],
  ["deepchecks-suite-vacuous", "unknown", /selects 0 values/],
  ["tfdv-anomalies-passed", "held", /^$/],
  ["tfdv-anomalies-warned", "held", /^$/],
  ["tfdv-anomalies-failed", "failed", /anomaly_info/],
  ["tfdv-anomalies-unknown-severity", "failed", /anomaly_info/],
  ["tfdv-anomalies-dataset", "failed", /@\.reason/],
  ["tfdv-anomalies-no-data", "failed", /dataMissing/],
  ["tfdv-anomalies-vacuous", "unknown", /selects 0 values/],
  ["pandera-ok-passed", "held", /^$/],
  ["pandera-ok-failed", "failed", /\$\.ok is false/],
  ["pandera-errors-failed", "failed", /selects 1 values; at most 0/],
  ["pandera-errors-vacuous", "unknown", /selects 0 values/],
  ["sarif-clean-passed", "held", /^$/],
  ["sarif-empty-passed", "held", /^$/],
  ["sarif-absent-vacuous", "unknown", /no results: the run did not produce any/],
  ["sarif-under-review-failed", "failed", /1 errors, such as error S1/],
  ["sarif-rule-of-its-parent-failed", "failed", /error S1\/a/],
  ["sarif-not-executed-failed", "failed", /executionSuccessful/],
  ["sarif-notified-failed", "failed", /toolExecutionNotifications/],
  ["sarif-extension-failed", "failed", /error P2/],
]; // prettier-ignore

describe("a tool's report", () => {
  test.each(CASES)("%s", (name, state, says) => {
    const preset = PRESET_NAMES.find((each) => name.startsWith(each));
    const report = fixture(name);
    expect(presetOf(report, PRESET_NAMES)).toBe(preset);
    const [seen, reason] = judged(report, preset ?? "sarif");
    expect(reason).toMatch(says);
    expect(seen).toBe(state);
  });

  test("is looked at for each fixture that there is", () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
    expect(files.toSorted()).toEqual(CASES.map(([name]) => `${name}.json`).toSorted());
  });

  test("that is none is said to be none", () => {
    const report = reportOf('{"passed": true}');
    expect(presetOf(report, PRESET_NAMES)).toBeUndefined();
    expect(judged(report, "tfdv")).toEqual([
      "unknown",
      "r.json is no report of tfdv that is known here (anomalies)",
    ]);
  });

  test.each(["null", '"0.5"', "true", "7"])(
    "of drift is not held against a bound that is no share: %s",
    (bound) => {
      const text = `{"metrics": [{"metric_name": "DriftedColumnsCount", "config": {"drift_share": ${bound}}, "value": {"share": 0.9}}]}`;
      expect(judged(reportOf(text), "evidently")[0]).toBe("failed");
    },
  );

  test("of a snapshot is judged by its tests, also where they name no metric", () => {
    const drift = `{"metric_name": "DriftedColumnsCount", "config": {"drift_share": 0.5}, "value": {"share": 0.1}}`;
    const text = `{"metrics": [${drift}], "tests": [{"status": "SUCCESS"}, {"status": "FAIL"}]}`;
    expect(judged(reportOf(text), "evidently")).toEqual([
      "failed",
      expect.stringContaining('such as "FAIL"'),
    ]);
  });

  test("that is too large to be judged is so in words, not a pass and not an unknown shape", () => {
    const results = Array.from({ length: 60_000 }, () => ({
      success: true,
      expectation_config: {},
    }));
    const [state, reason] = judged(reportOf(JSON.stringify({ results })), "great-expectations");
    expect(state).toBe("unknown");
    expect(reason).toContain("more than 200000 values");
  });

  test("names the line of an open result", () => {
    const failed = judgePreset(fixture("sarif-extension-failed"), "sarif", TERMS).find(
      (verdict) => verdict.state === "failed",
    );
    expect(failed?.evidence).toEqual([{ path: "r.json", line: 6, column: 19, seen: "error P2" }]);
  });
});

describe("presets", () => {
  const shapes = Object.values(PRESETS).flatMap((preset) => preset.shapes);

  test("are those that a policy may name, each under its own name, and those of the handbook", () => {
    expect(Object.keys(PRESETS)).toEqual([...PRESET_NAMES]);
    expect(Object.values(PRESETS).map(({ name }) => name)).toEqual([...PRESET_NAMES]);
    const schema = JSON.stringify(configSchema(catalogue).shape.evidence.toJSONSchema());
    for (const name of PRESET_NAMES) expect(schema).toContain(`"${name}"`);
    const handbook = readFileSync(join(ROOT, "docs/evidence.md"), "utf8");
    const part = handbook.split(/^#+ /m).find((each) => each.startsWith("Reports of tools")) ?? "";
    const documented = [...part.matchAll(/^\| `([a-z-]+)` /gm)].map(([, name]) => name);
    expect(documented).toEqual([...PRESET_NAMES]);
  });

  test("ask well-formed questions, and something of every report", () => {
    for (const { is, checks, counts = [], flags = [], contradictions = [] } of shapes) {
      for (const check of checks) expect(checkSchema.parse(check)).toEqual(check);
      const selectors = [
        ...is,
        ...counts.flatMap(({ printed, of }) => [printed, of]),
        ...flags.flatMap(({ printed, unless }) => [printed, unless]),
        ...contradictions,
      ];
      for (const selector of selectors) expect(selectorSchema.parse(selector)).toBe(selector);
      expect(checks.some((check) => Number(check["minimum-matches"]) > 0)).toBe(true);
    }
  });
});

describe("the handbook's examples", () => {
  const handbook = readFileSync(join(ROOT, "docs/evidence.md"), "utf8");
  const part = handbook.slice(handbook.indexOf("## Structured evidence"));
  const [rule = "", evidence = ""] = [...part.matchAll(/```yaml\n(.*?)```/gs)].map(
    ([, text]) => text,
  );
  const [, report = ""] = /```json\n(.*?)```/s.exec(part) ?? [];

  test("are a rule and a report that passes it, until it is too old", () => {
    const { params } = yaml(rule) as { params: Record<string, unknown> };
    const e = yaml(evidence) as Record<string, unknown>;
    const on = (value: unknown): Finding =>
      judgeKind("predicate", params, { structured: { "column-drift": value } });
    const young = on({ ...e, "made-at": "2026-05-28" });
    expect([young.outcome, young.validUntil]).toEqual(["pass", "2026-06-05T00:00:00Z"]);
    expect(on({ ...e, "made-at": "2026-05-01" }).outcome).toBe("unknown");
    expect(on({ ...e, "made-at": "2026-05-28", share: 0.4 }).outcome).toBe("fail");
  });

  test("are a tool's report that passes", () => {
    expect(judged(reportOf(report), "great-expectations")).toEqual(["held", ""]);
  });
});

function yaml(text: string): unknown {
  const source = parseYaml(text, "docs/evidence.md");
  if (!source.ok) throw new Error(JSON.stringify(source.problems));
  return source.value.value;
}
