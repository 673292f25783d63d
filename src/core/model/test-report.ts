import type { Place } from "./place.ts";

/** The formats of test results that are read; each is found by its content. */
export const TEST_FORMATS = ["junit", "ctrf", "go-test-json"] as const;
export type TestFormat = (typeof TEST_FORMATS)[number];

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
  /** Ids of the requirements that it says it checks, such as `4.2.1`. */
  readonly requirements: readonly string[];
  /** Where it stands, as the report tells it: often a path of the machine that ran it. */
  readonly file?: string;
  /** In that file, from 1. */
  readonly line?: number;
  /** Where it stands in the tree; known only of cases that went wrong. */
  readonly place?: Place;
}
