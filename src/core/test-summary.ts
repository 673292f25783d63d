import type { TestCase, TestReport } from "./model/test-report.ts";

/** What a report of test results says, for a person or a program that looks at one file. */
export interface TestSummary {
  readonly cases: readonly SummarisedCase[];
  readonly totals: Readonly<Record<TestCase["status"] | "flaky", number>>;
}

export interface SummarisedCase extends Pick<
  TestCase,
  "name" | "status" | "requirements" | "file" | "line"
> {
  readonly suite: string;
  readonly class?: string;
  readonly message?: string;
  /** Passed only when it was run again. */
  readonly flaky?: true;
}

/** Lists the cases of a report and counts them. */
export function summariseTests({ suites }: TestReport): TestSummary {
  const all = suites.flatMap((suite) => suite.cases);
  const count = (status: TestCase["status"]): number =>
    all.filter((test) => test.status === status).length;
  return {
    cases: suites.flatMap((suite) =>
      suite.cases.map(({ name, className, status, flaky, message, requirements, file, line }) => ({
        suite: suite.name,
        ...(className !== "" && { class: className }),
        name,
        status,
        requirements,
        ...(file !== undefined && { file }),
        ...(line !== undefined && { line }),
        ...(message !== "" && { message }),
        ...(flaky === true && { flaky }),
      })),
    ),
    totals: {
      passed: count("passed"),
      failed: count("failed"),
      error: count("error"),
      skipped: count("skipped"),
      flaky: all.filter(({ flaky = false }) => flaky).length,
    },
  };
}
