import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, pass } from "../model/finding.ts";
import type { TestCase, TestReport } from "../model/test-report.ts";
import { defineKind } from "./define-kind.ts";

/** A test suite ran, was not skipped away, and passed. */
export const testResults = defineKind({
  kind: "test-results",
  needs: ["tests"],
  params: z.strictObject({
    evidence: z.string().meta({ description: "The name of the evidence in the policy" }),
    minimum: z.int().min(1).default(1).meta({ description: "Tests that ran", stricter: "higher" }),
    "maximum-skipped": z.number().min(0).max(100).default(50).meta({
      description: "Percent of the tests that may be skipped",
      stricter: "lower",
    }),
  }),
  judge({ tests }, params) {
    const fact = tests.get(params.evidence);
    if (fact === undefined) {
      return unavailable(
        "missing",
        `no evidence "${params.evidence}" is configured; add \`evidence: {${params.evidence}: {format: junit, files: [reports/${params.evidence}/*.xml]}}\` and let CI upload these files`,
        { path: ".mltrl/config.yml" },
      );
    }
    if (fact.state === "unavailable") return fact;
    const cases = fact.value.flatMap(casesOf);
    const ran = cases.filter(({ status }) => status !== "skipped").length;
    const skipped = cases.length - ran;
    const failing = cases.filter(({ status }) => status === "failed" || status === "error");
    if (failing.length > 0) {
      return fail(
        `${failing.length} of ${ran} tests fail: ${failing.slice(0, 3).map(nameOf).join(", ")}${failing.length > 3 ? " …" : ""}`,
        ...failing.slice(0, 20).map((test): Evidence => ({
          path: test.report,
          seen: `${nameOf(test)}: ${test.status}${firstLine(test.message)}`,
        })),
      );
    }
    const places = fact.value.map(({ path }) => ({ path }));
    if (ran < params.minimum) {
      return unavailable(
        "invalid",
        `${ran} tests ran, ${skipped} were skipped; at least ${params.minimum} must run`,
        ...places,
      );
    }
    const again = cases.filter(({ flaky = false }) => flaky).length;
    const seen = `${ran} tests passed${again > 0 ? ` (${again} only when run again)` : ""}, ${skipped} were skipped`;
    return skipped * 100 > params["maximum-skipped"] * cases.length
      ? fail(
          `${seen}; at most ${params["maximum-skipped"]} % may be skipped`,
          ...places.map((place) => ({ ...place, seen })),
        )
      : pass(seen, ...places.map((place) => ({ ...place, seen })));
  },
});

type ReportedCase = TestCase & { readonly report: string };

function casesOf({ path, suites }: TestReport): ReportedCase[] {
  return suites.flatMap(({ cases }) => cases.map((each) => ({ ...each, report: path })));
}

function nameOf({ className, name }: TestCase): string {
  return className === "" ? name : `${className}.${name}`;
}

function firstLine(message: string): string {
  const line = message.trim().split("\n")[0] ?? "";
  return line === "" ? "" : `: ${line.slice(0, 200)}`;
}
