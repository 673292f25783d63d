import { unavailable } from "../../core/model/fact.ts";
import type { Fact } from "../../core/model/fact.ts";
import type { TestFormat, TestReport } from "../../core/model/test-report.ts";
import { parseCtrf } from "./ctrf.ts";
import { detectTests } from "./detect-tests.ts";
import { parseGoTestJson } from "./go-test-json.ts";
import { parseJunit } from "./junit.ts";

const PARSERS: Readonly<Record<TestFormat, (bytes: Uint8Array, path: string) => Fact<TestReport>>> =
  {
    junit: parseJunit,
    ctrf: parseCtrf,
    "go-test-json": parseGoTestJson,
  };

/**
 * Reads a test report in any format that is known.
 *
 * @param format where it is not given, the content tells
 */
export function parseTests(
  bytes: Uint8Array,
  path: string,
  format: TestFormat | undefined = detectTests(bytes),
): Fact<TestReport> {
  return format === undefined
    ? unavailable(
        "invalid",
        "expected test results as JUnit XML, CTRF or the events of `go test -json`; convert others, for example with junit-to-ctrf or trx2junit",
        { path },
      )
    : PARSERS[format](bytes, path);
}
