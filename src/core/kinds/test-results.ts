import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, pass } from "../model/finding.ts";
import type { TestCase, TestReport } from "../model/test-report.ts";
import { matchesName } from "./matches-name.ts";
import { defineKind } from "./define-kind.ts";
import { pathsOf } from "./paths-of.ts";

/** A test suite ran, was not skipped away, and passed. */
export const testResults = defineKind({
  kind: "test-results",
  needs: ["tests", "step"],
  params: z.strictObject({
    evidence: z.string().meta({ description: "The name of the evidence" }),
    minimum: z.int().min(1).default(1).meta({ description: "Tests that ran", stricter: "higher" }),
    "maximum-skipped": z.number().min(0).max(100).default(50).meta({
      description: "Percent of the tests that may be skipped",
      stricter: "lower",
    }),
    "maximum-flaky": z.number().min(0).max(100).default(100).meta({
      description: "Percent of the tests that ran which may have passed only when run again",
      stricter: "lower",
    }),
    required: z.array(z.string().min(1)).default([]).meta({
      description:
        "Names of tests, `*` for any text: each must be that of a test that ran, and none of these may be skipped or fail",
      stricter: "more",
    }),
  }),
  reports: ({ tests }, { evidence }) => pathsOf(tests.get(evidence)),
  judge({ tests, step }, params) {
    const { evidence } = params;
    const fact = tests.get(evidence);
    if (fact === undefined) {
      return unavailable(
        "missing",
        `there are no test results "${evidence}"; let CI write them to .mltrl/evidence/${step.component}/${evidence}.xml and stamp them, or say where they are with \`evidence: {${evidence}: {format: tests, files: [reports/${evidence}/*.xml]}}\``,
        { path: ".mltrl/config.yml" },
      );
    }
    if (fact.state === "unavailable") return fact;
    const cases = fact.value.flatMap(casesOf);
    const places = fact.value.map(({ path }) => ({ path }));
    const ran = cases.filter(({ status }) => status !== "skipped").length;
    const skipped = cases.length - ran;
    const failing = cases.filter(({ status }) => status === "failed" || status === "error");
    if (failing.length > 0) {
      return fail(
        `${failing.length} of ${ran} tests fail: ${failing.slice(0, 3).map(nameOf).join(", ")}${failing.length > 3 ? " …" : ""}`,
        ...failing.slice(0, 20).map(seenFailing),
      );
    }
    if (ran < params.minimum) {
      return unavailable(
        "invalid",
        `${ran} tests ran, ${skipped} were skipped; at least ${params.minimum} must run`,
        ...places,
      );
    }
    const again = cases.filter(({ flaky = false }) => flaky).length;
    const seen = `${ran} tests passed${again > 0 ? ` (${again} only when run again)` : ""}, ${skipped} were skipped`;
    const fault =
      whyNotRun(params.required, cases) ??
      (skipped * 100 > params["maximum-skipped"] * cases.length
        ? `${seen}; at most ${params["maximum-skipped"]} % may be skipped`
        : undefined) ??
      (again * 100 > params["maximum-flaky"] * ran
        ? `${seen}; at most ${params["maximum-flaky"]} % may pass only when run again`
        : undefined);
    const shown = places.map((place) => ({ ...place, seen }));
    return fault === undefined ? pass(seen, ...shown) : fail(fault, ...shown);
  },
});

type ReportedCase = TestCase & { readonly report: string };

function casesOf({ path, suites }: TestReport): ReportedCase[] {
  return suites.flatMap(({ cases }) => cases.map((each) => ({ ...each, report: path })));
}

/** What is amiss with the tests that are asked for by name; that none of them fails is known by then. */
function whyNotRun(
  required: readonly string[],
  cases: readonly ReportedCase[],
): string | undefined {
  for (const pattern of required) {
    const named = cases.filter((test) =>
      [test.name, nameOf(test)].some((name) => matchesName(pattern, name)),
    );
    const skipped = named.find(({ status }) => status === "skipped");
    if (named.length === 0) {
      return `no test that ran is named "${pattern}", which is asked for; ${cases.length} tests are named otherwise, such as ${cases.slice(0, 3).map(nameOf).join(", ")}`;
    }
    if (skipped !== undefined) {
      return `${nameOf(skipped)} was skipped, and tests named "${pattern}" must run`;
    }
  }
  return undefined;
}

function seenFailing(test: ReportedCase): Evidence {
  const seen = `${nameOf(test)}: ${test.status}${firstLine(test.message)}`;
  return test.place === undefined ? { path: test.report, seen } : { ...test.place, seen };
}

function nameOf({ className, name }: TestCase): string {
  return className === "" ? name : `${className}.${name}`;
}

function firstLine(message: string): string {
  const line = message.trim().split("\n")[0] ?? "";
  return line === "" ? "" : `: ${line.slice(0, 200)}`;
}
