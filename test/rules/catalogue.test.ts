import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { generatedFiles } from "../../scripts/generate/generated-files.ts";
import { KINDS } from "../../src/core/kinds/index.ts";
import { CRITICAL_RISK } from "../../src/gather/declarations.ts";
import { catalogue } from "../../src/generated/catalogue.ts";

const ROOT = join(import.meta.dirname, "../..");
const byId = new Map(catalogue.rules.map((rule) => [rule.id, rule]));

/** What MLTRL and our additions to it ask for, gate by gate, whatever the data says. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  every: [
    "system-level-is-min",
    "no-level-skip",
    "gate-review-recorded",
    "review-panel-satisfied",
    "no-self-approval",
    "switchback-recorded",
    "no-unearned-switchback",
    "declared-things-kept",
    "merged-records-kept",
    "card-table-complete",
    "card-level-consistent",
    "card-no-placeholder",
    "card-ethics-stated",
    "card-sections-present",
    "card-debrief-answered",
    "card-touched-on-change",
    "card-prior-link",
  ],
  0: [
    "research-plan-present",
    "formulation-stated",
    "literature-referenced",
    "data-readiness-statement",
    "card-started",
    "lead-approves",
  ],
  1: [
    "semver-code",
    "semver-model",
    "semver-dataset",
    "versions-on-card",
    "sample-data-declared",
    "acquisition-strategy",
    "experiments-recorded",
    "comparison-study",
    "coverage-not-gated",
    "codebase-organised",
  ],
  2: [
    "research-requirements-present",
    "requirement-singular-shall",
    "requirement-solution-neutral",
    "requirement-vv-defined",
    "requirement-risk-quantified",
    "testbed-declared",
    "pop-data-declared",
    "sim-to-real-plan",
    "claims-satisfied",
    "analysis-reproducible",
    "path-decision",
  ],
  3: [
    "unit-tests-pass",
    "integration-tests-pass",
    "coverage-prototype",
    "style-check",
    "interfaces-documented",
    "default-test-data",
    "mock-data",
    "model-data-version-control",
    "domain-data-rules",
    "slo-draft",
    "working-group-product-engineering",
    "risk-ceiling-3",
  ],
  4: [
    "real-data-used",
    "multi-dataset-poc",
    "metrics-quality-splits",
    "metrics-compute-cost",
    "metrics-end-user",
    "data-readiness-evaluated",
    "datasheet-complete",
    "synthetic-matches-real",
    "poc-pipeline-mirrors-inference",
    "assumptions-stated",
    "ethics-predev-complete",
    "security-privacy-requirements",
    "continue-decision",
    "risk-ceiling-4",
  ],
  5: [
    "research-vv-complete",
    "product-requirements-drafted",
    "stakeholder-alignment",
    "interdisciplinary-group",
    "knowledge-shared",
    "capability-stated",
    "prod-owner-named",
    "data-governance-plan",
    "pipeline-scaling-plan",
    "resource-commitment",
    "risk-ceiling-5",
    "coverage-capability",
  ],
  6: [
    "coverage-product",
    "api-specified",
    "product-requirement-traced",
    "robustness-adversarial",
    "robustness-semantic-perturbation",
    "generalisation-other-source",
    "distribution-shift-check",
    "explanation-validated",
    "deployment-setting-declared",
    "deployment-decision",
    "slo-defined",
    "data-pipeline-spec",
    "compliance-reviewed",
    "ethics-revisited",
    "risk-ceiling-6",
  ],
  7: [
    "critical-scenario-tests",
    "data-slice-tests",
    "golden-dataset-baseline",
    "metamorphic-tests",
    "data-intervention-tests",
    "pipeline-tests",
    "underspecification-check",
    "ml-test-score",
    "ml-test-score-minimum",
    "drift-tests-built",
    "qa-data-governance",
    "privacy-security-audit",
    "working-group-balance",
    "ethics-postdev-started",
    "coverage-kept",
    "risk-ceiling-7",
  ],
  8: [
    "shadow-test",
    "canary-test",
    "ab-test",
    "blue-green-test",
    "stress-test-scheduled",
    "fallback-rollback",
    "data-distribution-logging",
    "all-requirements-validated",
    "go-no-go-record",
    "full-slate-review",
    "ethics-complete",
    "testing-status-live",
    "ml-test-score-ready",
    "ml-test-score-high-risk",
    "risk-ceiling-8",
  ],
  9: [
    "monitoring-fresh-data-quality",
    "monitoring-fresh-data-drift",
    "monitoring-fresh-concept-drift",
    "automated-evaluation",
    "outputs-recorded",
    "logs-three-streams",
    "data-log-statistics",
    "log-routing",
    "skew-monitor",
    "retrain-trigger",
    "feedback-path",
    "incident-path",
    "periodic-review-current",
    "release-cadence",
    "stale-model",
    "data-policy-watch",
  ],
};

describe("the catalogue", () => {
  test.each(Object.entries(ASKED))("gate %s has the rules that are asked for", (gate, ids) => {
    const rules = catalogue.rules.filter((rule) => String(rule.gate) === gate);
    expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining([...ids]));
  });

  test("is what the files under rules/ say, with its reference page and the schemas", () => {
    const generated = generatedFiles(ROOT);
    expect(generated).toMatchObject({ ok: true });
    const stale = generated.ok
      ? [...generated.value].filter(
          ([path, text]) =>
            !existsSync(join(ROOT, path)) || readFileSync(join(ROOT, path), "utf8") !== text,
        )
      : [];
    expect(stale.map(([path]) => path)).toEqual([]); // otherwise: npm run generate
  });

  test("names only kinds that exist, and no kind is without a rule", () => {
    const used = new Set(catalogue.rules.map(({ kind }) => kind));
    expect([...used].toSorted()).toEqual([...KINDS.keys()].toSorted());
  });

  test("gives every parameter that its kind allows, so that defaults can be compared", () => {
    for (const { kind, params } of catalogue.rules) {
      expect(KINDS.get(kind)?.params.parse(params)).toEqual(params);
    }
  });

  test("lets nothing block that is only recalled", () => {
    const recalled = catalogue.rules.filter(({ origin }) => origin === "recalled");
    expect(recalled.filter(({ severity }) => severity !== "advisory")).toEqual([]);
  });

  test("tells reviews, decisions and debriefs from what must stand", () => {
    const once = catalogue.rules.filter(({ applies }) => applies === "at-graduation");
    expect(once.map(({ id }) => id).toSorted()).toEqual([
      "ab-test",
      "blue-green-test",
      "canary-test",
      "card-debrief-answered",
      "compliance-reviewed",
      "continue-decision",
      "deployment-decision",
      "fallback-rollback",
      "full-slate-review",
      "gate-review-recorded",
      "go-no-go-record",
      "lead-approves",
      "no-self-approval",
      "path-decision",
      "privacy-security-audit",
      "resource-commitment",
      "review-panel-satisfied",
      "shadow-test",
      "stakeholder-alignment",
      "stress-test-scheduled",
    ]);
  });

  test("says of every rule where MLTRL asks for it, or that it is a judgement", () => {
    const NAMED =
      /Lavin et al\.|MLTRL repository|author's slides|Breck et al\.|the paper's methods|judgement/;
    const silent = catalogue.rules.filter(({ source }) => !NAMED.test(source));
    expect(silent.map(({ id, source }) => `${id}: ${source}`)).toEqual([]);
    const owned = catalogue.rules.filter(({ origin }) => origin === "judgement");
    expect(owned.filter(({ source }) => !source.startsWith("judgement"))).toEqual([]);
  });

  test("has rules for every level", () => {
    const gates = ["every", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
    const counts = gates.map((gate) => catalogue.rules.filter((rule) => rule.gate === gate).length);
    const text = gates.map((gate, index) => `${gate}: ${counts[index]}`).join(", ");
    process.stdout.write(`rules by gate: ${text}; ${catalogue.rules.length} in all\n`);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(6);
  });

  test("asks for no code at level 0, and for no coverage before level 3", () => {
    const code = new Set(["coverage", "test-results", "code-version", "codebase-organised"]);
    const early = catalogue.rules.filter(({ gate }) => gate === "every" || gate === 0);
    expect(early.filter(({ kind }) => code.has(kind))).toEqual([]);
    const coverage = catalogue.rules.filter(({ kind }) => kind === "coverage");
    expect(coverage.filter(({ gate }) => typeof gate !== "number" || gate < 3)).toEqual([]);
  });

  test("keeps panels small and their people in lower-case roles", () => {
    const panels = byId.get("review-panel-satisfied")?.params["panels"] as readonly {
      "from-level": number;
      roles: readonly string[];
    }[];
    expect(panels.map((panel) => panel["from-level"])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const { roles } of panels) {
      expect(roles.length).toBeLessThanOrEqual(5);
      for (const role of roles) expect(role).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
  });

  test("has a profile with everything and one to begin with", () => {
    const profiles = new Map(catalogue.profiles.map(({ name, rules }) => [name, rules]));
    expect(profiles.get("full")).toEqual([...byId.keys()]);
    expect(profiles.get("lite")?.length).toBeLessThan(byId.size);
  });

  test("means the same critical scenarios where they are tested and where they are kept", () => {
    expect(byId.get("critical-scenario-tests")?.params["minimum-risk"]).toBe(CRITICAL_RISK);
  });

  test("judges what is deployed all the time, and nothing else", () => {
    const continuous = catalogue.rules.filter(({ applies }) => applies === "continuous");
    expect(new Set(continuous.map(({ gate }) => gate))).toEqual(new Set([9]));
  });

  test("says of every number which way is stricter", () => {
    const silent = [...KINDS.values()].flatMap(({ kind, params }) =>
      Object.entries(params.shape)
        .filter(([name, schema]) => {
          const json = JSON.stringify(schema.toJSONSchema({ io: "input" }));
          const number = /^\{[^{]*"type":"(?:number|integer)"/.test(json);
          return number && name !== "level" && schema.meta()?.["stricter"] === undefined;
        })
        .map(([name]) => `${kind}.${name}`),
    );
    expect(silent).toEqual([]);
  });

  test("describes every parameter", () => {
    const silent = [...KINDS.values()].flatMap(({ kind, params }) =>
      Object.entries(params.shape)
        .filter(([, schema]) => (schema.meta()?.["description"] ?? "") === "")
        .map(([name]) => `${kind}.${name}`),
    );
    expect(silent).toEqual([]);
  });
});
