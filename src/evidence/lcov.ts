import type { CoverageReport, FileCoverage } from "../core/model/coverage.ts";
import { known, unavailable } from "../core/model/fact.ts";
import type { Fact, Unavailable } from "../core/model/fact.ts";
import { EncodingError, textChunks } from "./text-chunks.ts";

/** Limits on a hostile report. */
export interface LcovLimits {
  readonly bytes: number;
  readonly files: number;
  readonly measuredLines: number;
}

/** The largest report that is worth reading is far below each of them. */
const LIMITS: LcovLimits = { bytes: 50 * 1024 * 1024, files: 100_000, measuredLines: 4_000_000 };
const MAX_LINE = 65_536;

/** `DA:<line>,<count>[,<checksum>]` (geninfo(1)); counts are written as integers or like `1e+3`. */
const LINE_RECORD = /^DA:(\d{1,9}),(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?:,.*)?$/;
/** Enough to see the first lines of any report. */
const HEAD_BYTES = 4096;

/** The record of a source file that is being read. */
interface Open {
  readonly lines: Map<number, number>;
  readonly startLine: number;
  /** Whether this record has had a measured line of its own; the map may hold an earlier record's. */
  measured: boolean;
  /** What its `LF:` claims. */
  claimed: number;
}

/** Whether content looks like an lcov tracefile, whatever its name: it opens with `TN:` or `SF:`. */
export function looksLikeLcov(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES));
  const lines = head.split(/\r\n|\n/).map((line) => line.trim());
  const first = lines.find((line) => line !== "" && !line.startsWith("#"));
  return first !== undefined && /^(?:TN|SF):/.test(first);
}

/**
 * Reads line coverage from an lcov tracefile (geninfo(1) of lcov 2.x; older forms are a subset).
 *
 * Records of one file are merged by adding their counts. Line 0, which some merge tools write, is no
 * line and is left out. Unknown keys are passed over. The printed totals `LF` and `LH` are not
 * compared with the lines: llvm-cov counts them by function, so that a closure's lines count twice,
 * and they differ in sound reports. A total without any line behind it is no evidence, though.
 */
export function parseLcov(
  bytes: Uint8Array,
  path: string,
  limits: LcovLimits = LIMITS,
): Fact<CoverageReport> {
  const invalid = (reason: string, line?: number): Unavailable =>
    unavailable("invalid", reason, { path, ...(line !== undefined && { line }) });
  if (bytes.length > limits.bytes) {
    return invalid(
      `expected a coverage report of at most ${limits.bytes} bytes, got ${bytes.length}`,
    );
  }

  const files = new Map<string, Map<number, number>>();
  let open: Open | undefined;
  let lineNumber = 0;
  let measured = 0;

  const take = (line: string): string | undefined => {
    if (line.startsWith("DA:")) {
      const [, number, count] = LINE_RECORD.exec(line) ?? [];
      if (number === undefined || count === undefined) {
        return `expected \`DA:<line>,<count>\`, got ${JSON.stringify(line.slice(0, 60))}`;
      }
      if (open === undefined) return "expected `SF:<path>` before the first `DA:`";
      const at = Number(number);
      open.measured = true;
      if (at === 0) return undefined;
      const before = open.lines.get(at);
      if (before === undefined && ++measured > limits.measuredLines) {
        return `expected at most ${limits.measuredLines} measured lines; split the report`;
      }
      open.lines.set(at, addHits(before ?? 0, Number(count)));
    } else if (line.startsWith("SF:")) {
      if (open !== undefined) return "expected `end_of_record` before the next `SF:`";
      const file = detached(line.slice("SF:".length).trim().replaceAll("\\", "/"));
      if (file === "") return "expected a path after `SF:`, got nothing";
      const lines = files.get(file) ?? new Map<number, number>();
      files.set(file, lines);
      if (files.size > limits.files)
        return `expected at most ${limits.files} files; split the report`;
      open = { lines, startLine: lineNumber, measured: false, claimed: 0 };
    } else if (line.startsWith("LF:") && open !== undefined) {
      open.claimed = Number(line.slice("LF:".length));
    } else if (line === "end_of_record") {
      if (open !== undefined && !open.measured && open.claimed > 0) {
        return `\`LF:\` claims ${open.claimed} lines but the record lists none; write the report with its lines, not as a summary`;
      }
      open = undefined;
    }
    return undefined;
  };

  try {
    for (const line of linesOf(bytes)) {
      lineNumber += 1;
      const fault =
        line.length > MAX_LINE
          ? `expected lines of at most ${MAX_LINE} characters; this is no lcov report`
          : take(line);
      if (fault !== undefined) return invalid(fault, lineNumber);
    }
  } catch (error) {
    if (error instanceof EncodingError) return invalid(error.message, lineNumber + 1);
    throw error;
  }

  if (open !== undefined) {
    const { startLine } = open satisfies Open;
    return invalid(
      "the record that starts here has no `end_of_record`; the report was cut off",
      startLine,
    );
  }
  if (files.size === 0) return invalid("expected records that start with `SF:`, found none");
  if (measured === 0)
    return invalid(`the report lists ${files.size} files but not one measured line`);
  return known({ path, format: "lcov", files: [...files].map(toFile) });
}

/** A copy: a slice of a string keeps the whole string that it was cut from in memory. */
function detached(text: string): string {
  return text.split("").join("");
}

function toFile([path, lines]: readonly [string, ReadonlyMap<number, number>]): FileCoverage {
  return { path, lines };
}

/** Counts below zero come from overflowing counters and mean "not hit" (geninfo does the same). */
function addHits(before: number, count: number): number {
  return Math.min(before + Math.max(0, count), Number.MAX_SAFE_INTEGER);
}

/** The lines of a text; one that is too long is handed out cut, so that it is not gathered first. */
function* linesOf(bytes: Uint8Array): Generator<string, void, void> {
  let rest = "";
  for (const chunk of textChunks(bytes)) {
    const text = rest + chunk;
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      yield text.slice(start, end).trimEnd();
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > MAX_LINE) break;
  }
  if (rest !== "") yield rest.length > MAX_LINE ? rest : rest.trimEnd();
}
