import type { TestCase, TestSuite } from "../../core/model/test-report.ts";

/** A case with the name of the suite it stands in. */
export interface SuiteCase {
  readonly suite: string;
  readonly case: TestCase;
}

/** Cases by their suites, both in the order of the report. */
export function gatherSuites(cases: readonly SuiteCase[]): readonly TestSuite[] {
  const suites = new Map<string, TestCase[]>();
  for (const each of cases) {
    const suite = suites.get(each.suite) ?? [];
    suite.push(each.case);
    suites.set(each.suite, suite);
  }
  return [...suites].map(([name, members]) => ({ name, cases: members }));
}
