import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import type { OpenFile } from "./open-file.ts";
import {
  countAt,
  fractionAt,
  isRecord,
  type JsonRecord,
  lineAt,
  listAt,
  recordAt,
} from "./json-value.ts";
import { elementsOf, type JsonText, jsonValue, membersOf } from "./json-text.ts";
import { branchesOf } from "./line-branches.ts";

/** `[line, column, count, hasCount, isRegionEntry, isGapRegion]`; older versions have no last one. */
interface Segment {
  readonly line: number;
  readonly count: number;
  readonly counted: boolean;
  readonly entry: boolean;
  readonly gap: boolean;
}

/**
 * Reads the JSON of `llvm-cov export` (version 2; also of Rust and Swift).
 *
 * Lines follow from segments as LLVM's own reports have them: a line that a counted region covers, with the
 * highest count of the region that is open at its start and of the regions that start on it. A report that
 * was made with `-summary-only` has totals. Instances of a generic function are one function.
 */
export function readLlvmCov(json: JsonText, files: CoverageFiles): void {
  for (const [name, data] of membersOf(json, () => "the top")) {
    if (name !== "data") continue;
    for (const unit of elementsOf(data, () => '"data"')) takeUnit(unit, files);
  }
}

function takeUnit(unit: JsonText, files: CoverageFiles): void {
  for (const [name, values] of membersOf(unit, () => '"data"')) {
    const where = (): string => `"${name}"`;
    if (name === "files") {
      for (const each of elementsOf(values, where)) {
        takeFile(recordAt(jsonValue(each), where), files);
      }
    } else if (name === "functions") {
      for (const each of elementsOf(values, where)) {
        takeFunction(recordAt(jsonValue(each), where), files);
      }
    }
  }
}

function takeFile(entry: JsonRecord, files: CoverageFiles): void {
  const file = files.file(textAt(entry["filename"], '"filename"'));
  if (entry["segments"] === undefined) takeSummary(entry["summary"], file);
  else
    takeSegments(
      listAt(entry["segments"], () => `"segments" of ${file.path}`),
      file,
    );
  takeBranches(entry["branches"] ?? [], file);
}

function takeSegments(values: readonly unknown[], file: OpenFile): void {
  const where = (): string => `"segments" of ${file.path}`;
  let wrapped: Segment | undefined;
  let onLine: Segment[] = [];
  const closeLine = (next: number): void => {
    const [first] = onLine;
    if (first === undefined) return;
    takeLine(first.line, wrapped, onLine, file);
    wrapped = onLine.at(-1);
    if (wrapped?.counted === true) file.range(first.line + 1, next - 1, wrapped.count);
    onLine = [];
  };
  for (const value of values) {
    const [line, , count, counted, entry, gap] = listAt(value, where);
    const segment = {
      line: lineAt(line, where),
      count: countAt(count, where),
      counted: Boolean(counted),
      entry: Boolean(entry),
      gap: Boolean(gap),
    };
    const before = onLine.at(-1)?.line ?? segment.line;
    if (segment.line < before)
      throw new CoverageFault(`expected lines in their order at ${where()}`);
    if (segment.line > before) closeLine(segment.line);
    onLine.push(segment);
  }
  const last = onLine.at(-1);
  if (last !== undefined) closeLine(last.line + 1);
}

/** One line, from the segment that is open at its start and those that begin on it. */
function takeLine(
  line: number,
  wrapped: Segment | undefined,
  segments: readonly Segment[],
  file: OpenFile,
): void {
  const starts = segments.filter(({ counted, entry, gap }) => counted && entry && !gap);
  const [first] = segments;
  const skipped = first !== undefined && !first.counted && first.entry;
  if ((skipped || wrapped?.counted !== true) && starts.length === 0) return;
  const open = wrapped?.counted === true ? wrapped.count : 0;
  file.line(line, Math.max(open, ...starts.map(({ count }) => count)));
}

/** `[line, column, endLine, endColumn, trueCount, falseCount, …]`: two ways out each. */
function takeBranches(values: unknown, file: OpenFile): void {
  const where = (): string => `"branches" of ${file.path}`;
  const byLine = new Map<number, boolean[]>();
  for (const value of listAt(values, where)) {
    const [line, , , , yes, no] = listAt(value, where);
    const at = lineAt(line, where);
    const arms = byLine.get(at) ?? [];
    byLine.set(at, arms);
    arms.push(countAt(yes, where) > 0, countAt(no, where) > 0);
  }
  for (const [line, arms] of byLine) file.branches(line, branchesOf(arms));
}

/** A function by the place where it starts, which its instances share. */
function takeFunction({ name, count, filenames, regions }: JsonRecord, files: CoverageFiles): void {
  const own = textAt(name, '"name" of a function');
  const where = (): string => `function ${own}`;
  const [path] = listAt(filenames, where);
  const [region] = listAt(regions ?? [], where);
  const place = Array.isArray(region) ? region.slice(0, 2).join(":") : own;
  files.file(textAt(path, '"filenames"')).function(place, countAt(count, where));
}

function takeSummary(summary: unknown, file: OpenFile): void {
  const stated = recordAt(summary, () => `"summary" of ${file.path}`);
  for (const measure of ["lines", "branches", "functions"] as const) {
    const entry = stated[measure];
    if (!isRecord(entry)) continue;
    const totals = fractionAt(
      entry["covered"],
      entry["count"],
      () => `"${measure}" of ${file.path}`,
    );
    if (measure === "lines" || totals.total > 0) file.totals({ [measure]: totals });
  }
}

function textAt(value: unknown, what: string): string {
  if (typeof value !== "string") throw new CoverageFault(`expected text as ${what}`);
  return value;
}
