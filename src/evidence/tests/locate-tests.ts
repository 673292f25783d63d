import type { Place } from "../../core/model/place.ts";
import type { TestCase, TestReport } from "../../core/model/test-report.ts";
import { repositoryPaths } from "../repository-paths.ts";

/** Tells where cases that went wrong stand in the tree, as far as the reports let one know. */
export function locateTests(
  reports: readonly TestReport[],
  tree: readonly string[],
): readonly TestReport[] {
  const pathOf = repositoryPaths(tree);
  const located = (test: TestCase): TestCase => {
    if (test.status !== "failed" && test.status !== "error") return test;
    const place = placeOf(test, pathOf);
    return place === undefined ? test : { ...test, place };
  };
  return reports.map((report) => ({
    ...report,
    suites: report.suites.map((suite) => ({ ...suite, cases: suite.cases.map(located) })),
  }));
}

function placeOf(
  { file, line, className }: TestCase,
  pathOf: (reported: string) => string | undefined,
): Place | undefined {
  if (file !== undefined) {
    const path = pathOf(file);
    return path === undefined ? undefined : { path, ...(line !== undefined && { line }) };
  }
  for (const candidate of classFiles(className)) {
    const path = pathOf(candidate);
    if (path !== undefined) return { path };
  }
  return undefined;
}

/** Most deeply a class name is nested in a sound report. */
const MAX_PARTS = 20;

/** Files that a class may stand in: `a.test_x.TestY` in `a/test_x.py`, `acme.ATest$In` in `acme/ATest.java`. */
function classFiles(className: string): readonly string[] {
  // vitest and others give the file itself.
  if (className.includes("/")) return [className];
  const parts = className.replace(/\$.*$/s, "").split(".").slice(0, MAX_PARTS);
  return parts.flatMap((_, at) => {
    const path = parts.slice(0, parts.length - at).join("/");
    return path.includes("/") || at > 0
      ? [`${path}.py`, `${path}.java`, `${path}.kt`]
      : [`${path}.py`];
  });
}
