import type { TestFormat } from "../../core/model/test-report.ts";
import { summariseTests } from "../../core/test-summary.ts";
import { parseTests } from "../../evidence/tests/parse-tests.ts";
import { type InspectedFile, type Understood, understood } from "./understood.ts";

/** Test results, case by case. */
export function inspectTests({ bytes, path }: InspectedFile, format: TestFormat): Understood {
  return understood("tests", format, parseTests(bytes, path, format), (report) => {
    const { cases, totals } = summariseTests(report);
    return {
      items: cases.map(({ status, file, ...said }) => ({
        ...said,
        outcome: status,
        ...(file !== undefined && { path: file }),
      })),
      summary: { tests: cases.length, ...totals },
      // Beside others such a file does no harm: Surefire writes one for a class that holds only classes.
      problems:
        cases.length > 0 ? [] : [{ message: "no test: alone, a report of nothing is no pass" }],
    };
  });
}
