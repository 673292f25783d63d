import { expect, test } from "@jest/globals";
import type { TestCase } from "../../src/core/model/test-report.ts";
import { summariseTests } from "../../src/core/test-summary.ts";

/** A test that passed, unless it is said otherwise. */
function aCase(name: string, changes: Partial<TestCase>): TestCase {
  return {
    name,
    className: "c",
    status: "passed",
    message: "",
    properties: new Map(),
    requirements: [],
    ...changes,
  };
}

test("lists the cases of every suite and counts them", () => {
  const summary = summariseTests({
    path: "r.xml",
    suites: [
      { name: "s", cases: [aCase("a", { requirements: ["4.2"], file: "a.py", line: 3 }), aCase("b", { flaky: true })] }, // prettier-ignore
      { name: "t", cases: [aCase("c", { status: "failed" }), aCase("d", { status: "error" }), aCase("e", { status: "skipped" })] }, // prettier-ignore
    ],
  });
  expect(summary).toEqual({
    cases: [
      {
        suite: "s",
        class: "c",
        name: "a",
        status: "passed",
        requirements: ["4.2"],
        file: "a.py",
        line: 3,
      },
      { suite: "s", class: "c", name: "b", status: "passed", requirements: [], flaky: true },
      { suite: "t", class: "c", name: "c", status: "failed", requirements: [] },
      { suite: "t", class: "c", name: "d", status: "error", requirements: [] },
      { suite: "t", class: "c", name: "e", status: "skipped", requirements: [] },
    ],
    totals: { passed: 2, failed: 1, error: 1, skipped: 1, flaky: 1 },
  });
});
