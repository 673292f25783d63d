import type { Fraction } from "../../core/model/coverage.ts";
import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import type { OpenFile } from "./open-file.ts";
import { sum } from "./fractions.ts";
import { type JsonText, jsonValue, membersOf, pickFrom } from "./json-text.ts";
import { fractionAt, isRecord, type JsonRecord, lineAt, listAt, recordAt } from "./json-value.ts";
import { branchesOf } from "./line-branches.ts";

/** What is read of a file; beside it stand classes and contexts, which repeat its lines. */
const MEMBERS = [
  "executed_lines",
  "missing_lines",
  "excluded_lines",
  "summary",
  "executed_branches",
  "missing_branches",
  "functions",
];

/**
 * Reads the JSON of coverage.py (`coverage json`, formats 1 to 3).
 *
 * Its percentages mix lines with branches where branches are measured: none is read. What it lists must
 * agree with its sums. A branch is a jump from a line to another, or out of a function (a target below 0).
 */
export function readCoveragePy(json: JsonText, files: CoverageFiles): void {
  const sums: Fraction[] = [];
  let totals: unknown;
  for (const [name, part] of membersOf(json, () => "the top")) {
    if (name === "totals") totals = jsonValue(part);
    if (name !== "files") continue;
    for (const [path, value] of membersOf(part, () => '"files"')) {
      const entry = pickFrom(value, MEMBERS, () => JSON.stringify(path));
      const file = files.file(path);
      sums.push(takeLines(entry, file));
      takeBranches(entry, file);
      takeFunctions(entry, file);
    }
  }
  const { covered, total } = sum(sums);
  const stated = statedLines(totals, () => '"totals"');
  if (stated.covered !== covered || stated.total !== total) {
    throw new CoverageFault(
      `the files have ${covered} of ${total} lines covered but the sum says ${stated.covered} of ${stated.total}`,
    );
  }
}

/**
 * Versions before 7 list lines as executed that are no statements, such as a docstring; which ones they do
 * not say. Then nothing is known of single lines, and the sums of the file count.
 */
function takeLines(entry: JsonRecord, file: OpenFile): Fraction {
  const excluded = new Set(numbers(entry["excluded_lines"] ?? [], "excluded_lines", file.path));
  const executed = numbers(entry["executed_lines"], "executed_lines", file.path).filter(
    (line) => !excluded.has(line),
  );
  const missing = numbers(entry["missing_lines"], "missing_lines", file.path);
  const stated = statedLines(entry["summary"], () => `"summary" of ${file.path}`);
  if (stated.total - stated.covered !== missing.length || executed.length < stated.covered) {
    throw new CoverageFault(
      `${file.path} lists ${executed.length} covered and ${missing.length} missing lines but its sum says ${stated.covered} of ${stated.total}`,
    );
  }
  if (executed.length > stated.covered) {
    file.totals({ lines: stated });
  } else {
    for (const line of executed) file.line(line, 1);
    for (const line of missing) file.line(line, 0);
  }
  return stated;
}

function numbers(value: unknown, name: string, path: string): number[] {
  const where = (): string => `"${name}" of ${path}`;
  return listAt(value, where).map((line) => lineAt(line, where));
}

function statedLines(summary: unknown, where: () => string): Fraction {
  const stated = recordAt(summary, where);
  return fractionAt(stated["covered_lines"], stated["num_statements"], where);
}

function takeBranches(entry: JsonRecord, file: OpenFile): void {
  // By line, each target doubled, plus 1 where it was reached: sorted, they tell branches apart.
  const byLine = new Map<number, number[]>();
  const take = (name: string, taken: 0 | 1): void => {
    const where = (): string => `"${name}" of ${file.path}`;
    for (const jump of listAt(entry[name] ?? [], where)) {
      const [from, to] = listAt(jump, where);
      if (!Number.isInteger(from) || !Number.isInteger(to)) {
        throw new CoverageFault(`expected pairs of line numbers at ${where()}`);
      }
      const ofLine = byLine.get(Number(from));
      const target = Number(to) * 2 + taken;
      if (ofLine === undefined) byLine.set(Number(from), [target]);
      else ofLine.push(target);
    }
  };
  take("executed_branches", 1);
  take("missing_branches", 0);
  for (const [line, targets] of byLine) {
    const ordered = targets.toSorted((a, b) => a - b);
    file.branches(line, branchesOf(ordered.map((target) => target % 2 !== 0)));
  }
}

/** The entry without a name is what stands outside of functions. */
function takeFunctions(entry: JsonRecord, file: OpenFile): void {
  const functions = recordAt(entry["functions"] ?? {}, () => `"functions" of ${file.path}`);
  for (const [name, value] of Object.entries(functions)) {
    if (name === "" || !isRecord(value)) continue;
    const where = (): string => `function ${name} of ${file.path}`;
    const executed = listAt(value["executed_lines"], where).length;
    const missing = listAt(value["missing_lines"], where).length;
    if (executed + missing > 0) file.function(name, executed);
  }
}
