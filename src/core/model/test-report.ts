/** Test results, recomputed from the cases of a report, never from its printed totals. */
export interface TestReport {
  readonly path: string;
  readonly suites: readonly TestSuite[];
}

export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

export interface TestCase {
  readonly name: string;
  readonly className: string;
  readonly status: "passed" | "failed" | "error" | "skipped";
  readonly message: string;
  /** Passed, but only when it was run again. */
  readonly flaky?: boolean;
  /** A name that was written several times has its values on lines of their own. */
  readonly properties: ReadonlyMap<string, string>;
}
