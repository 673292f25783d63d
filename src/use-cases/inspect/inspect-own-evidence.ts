import type { Evaluations } from "../../core/model/evaluations.ts";
import { ML_TEST_SECTIONS, type MlTestScore } from "../../core/model/ml-test-score.ts";
import type { DeploymentTest } from "../../core/model/deployment-test.ts";
import type { StructuredReport } from "../../core/model/structured-report.ts";
import { parseDeploymentTest } from "../../evidence/deployment-test.ts";
import { parseEvaluations } from "../../evidence/evaluations.ts";
import { parseMlTestScore } from "../../evidence/ml-test-score.ts";
import { type Understood, understood } from "./understood.ts";

/** Evidence in a form of the gate's own, told by its keys; undefined for any other report. */
export function inspectOwnEvidence(report: StructuredReport): Understood | undefined {
  const { value, format } = report;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const has = (...keys: string[]): boolean => keys.every((key) => Object.hasOwn(value, key));
  if (has("evaluations")) {
    return understood("evaluations", format, parseEvaluations(report), evaluationsShown);
  }
  if (has(...ML_TEST_SECTIONS)) {
    return understood("ml-test-score", format, parseMlTestScore(report), scoreShown);
  }
  return has("environment", "start", "end", "passed")
    ? understood("deployment-test", format, parseDeploymentTest(report), testShown)
    : undefined;
}

function evaluationsShown({ items }: Evaluations) {
  return {
    summary: {
      evaluations: items.length,
      datasets: new Set(items.map(({ dataset }) => dataset)).size,
    },
    items: items.map(({ application, dataset, split, metrics, place }) => ({
      application,
      dataset,
      split,
      metrics: Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
      line: place.line ?? null,
    })),
  };
}

function scoreShown({ tests }: MlTestScore) {
  const sums = ML_TEST_SECTIONS.map((section): [string, number] => [
    section,
    tests.reduce((sum, each) => sum + (each.section === section ? each.score : 0), 0),
  ]);
  return {
    summary: { final: Math.min(...sums.map(([, sum]) => sum)), ...Object.fromEntries(sums) },
    items: tests.map(({ id, score, evidence, place }) => ({
      id,
      score,
      evidence,
      line: place.line ?? null,
    })),
  };
}

function testShown({ environment, version, start, end, passed, regressions }: DeploymentTest) {
  return {
    summary: { environment, version, start, end, passed, regressions: regressions.length },
    items: regressions.map(({ what, acceptedBy, reason, place }) => ({
      what,
      acceptedBy: acceptedBy ?? null,
      reason: reason ?? null,
      line: place.line ?? null,
    })),
  };
}
