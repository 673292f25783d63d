import { known, unavailable } from "../../core/model/fact.ts";
import type { Fact, Unavailable } from "../../core/model/fact.ts";
import type { TestReport } from "../../core/model/test-report.ts";
import { EncodingError, textChunks } from "../text-chunks.ts";
import { gatherSuites } from "./gather-suites.ts";
import { goEvent } from "./go-event.ts";
import { goRun } from "./go-run.ts";

/** Limits on a hostile report. */
export interface GoTestLimits {
  readonly bytes: number;
  readonly cases: number;
}

/** Far above what tools write. */
const LIMITS: GoTestLimits = { bytes: 50 * 1024 * 1024, cases: 500_000 };
/** Go cuts a test's output into events of at most a few thousand bytes. */
const MAX_LINE = 1_048_576;

/**
 * Reads the events of `go test -json` (cmd/test2json), one JSON object a line.
 *
 * A test and its subtests are cases of their own, as Go counts them. A test or a package that never
 * ends is broken, and so is a package that fails without a failing test: it was not built, it
 * panicked, or its `TestMain` failed. A report without cases is empty: nothing was run.
 */
export function parseGoTestJson(
  bytes: Uint8Array,
  path: string,
  limits: GoTestLimits = LIMITS,
): Fact<TestReport> {
  const invalid = (reason: string, line?: number): Unavailable =>
    unavailable("invalid", reason, { path, ...(line !== undefined && { line }) });
  if (bytes.length > limits.bytes) {
    return invalid(`expected a test report of at most ${limits.bytes} bytes, got ${bytes.length}`);
  }
  const run = goRun();
  let number = 0;
  let events = 0;
  try {
    for (const line of linesOf(bytes)) {
      number += 1;
      if (line.length > MAX_LINE) {
        return invalid(`expected lines of at most ${MAX_LINE} characters`, number);
      }
      if (!line.startsWith("{")) {
        run.takePlain(line);
        continue;
      }
      const event = goEvent(line);
      if (event === undefined) {
        return invalid(
          'expected an event of `go test -json`, such as {"Action":"run","Package":"…"}; the report may be cut off',
          number,
        );
      }
      events += 1;
      run.take(event);
      if (run.size() > limits.cases) {
        return invalid(`expected at most ${limits.cases} test cases; split the report`, number);
      }
    }
  } catch (error) {
    if (error instanceof EncodingError) return invalid(error.message, number + 1);
    throw error;
  }
  if (events === 0) return invalid("expected events of `go test -json`, found none");
  return known({ path, suites: gatherSuites(run.cases()) });
}

/** The lines of a text, trimmed; one that is too long is handed out as far as it was read. */
function* linesOf(bytes: Uint8Array): Generator<string, void, void> {
  let rest = "";
  for (const chunk of textChunks(bytes)) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.trim();
    if (rest.length > MAX_LINE) break;
  }
  yield rest.length > MAX_LINE ? rest : rest.trim();
}
