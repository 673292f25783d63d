import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import type { OpenFile } from "./open-file.ts";
import { countAt, isRecord, type JsonRecord, lineAt, listAt, recordAt } from "./json-value.ts";
import { isObject, type JsonText, jsonValue, membersOf, pickFrom } from "./json-text.ts";
import type { Fraction } from "../../core/model/coverage.ts";
import { sum } from "./fractions.ts";
import { branchesOf } from "./line-branches.ts";

/** The first number of a key such as `[:if, 0, 3, 4, 6, 7]` is an id, the next is the line. */
const RESULTSET_KEY = /^\[:?"?[^,]*"?, \d+, (\d+),/;

/** What is read of a file; beside it stands its source. */
const MEMBERS = ["lines", "covered_lines", "missed_lines", "branches", "methods"];

/**
 * Reads the reports of SimpleCov: `coverage.json` (its formatter, schema 1), or `.resultset.json`, which has
 * each suite on its own. A line has its hits, or null where there is no code, or "ignored".
 */
export function readSimplecov(json: JsonText, files: CoverageFiles): void {
  const top = new Map(membersOf(json, () => "the top"));
  const coverage = top.get("coverage");
  const meta = top.get("meta");
  if (coverage !== undefined && meta !== undefined) {
    const { root } = recordAt(jsonValue(meta), () => '"meta"') as { root?: unknown };
    if (typeof root === "string") files.roots.add(root);
    const sums = takeFiles(coverage, files);
    const total = top.get("total");
    if (total !== undefined) checkTotal(jsonValue(total), sums);
    return;
  }
  for (const [suite, value] of top) {
    const where = (): string => `"coverage" of ${JSON.stringify(suite)}`;
    for (const [name, entries] of membersOf(value, where)) {
      if (name === "coverage") takeFiles(entries, files);
    }
  }
}

/** The sums of all files, where the report prints them. */
function checkTotal(printed: unknown, sums: readonly Fraction[]): void {
  const lines = isRecord(printed) ? printed["lines"] : undefined;
  if (!isRecord(lines)) return;
  const { covered, total } = sum(sums);
  const { covered: statedCovered = covered, missed = total - covered } = lines;
  if (statedCovered !== covered || missed !== total - covered) {
    throw new CoverageFault(
      `the files have ${covered} covered and ${total - covered} missed lines but "total" says ${String(statedCovered)} and ${String(missed)}`,
    );
  }
}

/** Gives what each file has of covered lines. */
function takeFiles(entries: JsonText, files: CoverageFiles): readonly Fraction[] {
  const sums: Fraction[] = [];
  for (const [path, text] of membersOf(entries, () => '"coverage"')) {
    const file = files.file(path);
    const entry: JsonRecord = isObject(text)
      ? pickFrom(text, MEMBERS, () => JSON.stringify(path))
      : { lines: jsonValue(text) };
    sums.push(takeLines(entry, file));
    const { branches, methods } = entry;
    if (Array.isArray(branches)) takeBranches(branches, file);
    else if (isRecord(branches)) takeResultsetBranches(branches, file);
    if (Array.isArray(methods)) takeMethods(methods, file);
    else if (isRecord(methods)) takeResultsetMethods(methods, file);
  }
  return sums;
}

function takeLines(entry: JsonRecord, file: OpenFile): Fraction {
  const where = (): string => `"lines" of ${file.path}`;
  let covered = 0;
  let total = 0;
  // A report of branches alone has no lines.
  for (const [i, hits] of listAt(entry["lines"] ?? [], where).entries()) {
    if (hits === null || hits === "ignored") continue;
    const count = countAt(hits, where);
    total += 1;
    if (count > 0) covered += 1;
    file.line(i + 1, count);
  }
  const { covered_lines: statedCovered = covered, missed_lines: missed = total - covered } = entry;
  if (statedCovered !== covered || missed !== total - covered) {
    throw new CoverageFault(
      `${file.path} lists ${covered} covered and ${total - covered} missed lines but its sums say ${String(statedCovered)} and ${String(missed)}`,
    );
  }
  return { covered, total };
}

/** Branches of `coverage.json`, each with the line that it is reported at. */
function takeBranches(branches: readonly unknown[], file: OpenFile): void {
  const where = (): string => `"branches" of ${file.path}`;
  const byLine = new Map<number, boolean[]>();
  for (const value of branches) {
    const { coverage, report_line: line, start_line: start } = recordAt(value, where);
    if (coverage === "ignored") continue;
    const at = lineAt(line ?? start, where);
    const arms = byLine.get(at) ?? [];
    byLine.set(at, arms);
    arms.push(countAt(coverage, where) > 0);
  }
  for (const [line, arms] of byLine) file.branches(line, branchesOf(arms));
}

/** Branches of `.resultset.json`: a condition, and under it each of its branches with its hits. */
function takeResultsetBranches(conditions: JsonRecord, file: OpenFile): void {
  const where = (): string => `"branches" of ${file.path}`;
  const byLine = new Map<number, boolean[]>();
  for (const [condition, value] of Object.entries(conditions)) {
    const at = Number(RESULTSET_KEY.exec(condition)?.[1]);
    if (Number.isNaN(at)) {
      throw new CoverageFault(`expected keys such as "[:if, 0, 3, 4, 6, 7]" at ${where()}`);
    }
    const arms = byLine.get(at) ?? [];
    byLine.set(at, arms);
    for (const hits of Object.values(recordAt(value, where))) arms.push(countAt(hits, where) > 0);
  }
  for (const [line, arms] of byLine) file.branches(line, branchesOf(arms));
}

function takeMethods(methods: readonly unknown[], file: OpenFile): void {
  const where = (): string => `"methods" of ${file.path}`;
  for (const value of methods) {
    const { name, start_line: start, coverage } = recordAt(value, where);
    if (coverage === "ignored") continue;
    file.function(`${String(name)}@${String(start)}`, countAt(coverage, where));
  }
}

function takeResultsetMethods(methods: JsonRecord, file: OpenFile): void {
  for (const [name, hits] of Object.entries(methods)) {
    file.function(
      name,
      countAt(hits, () => `"methods" of ${file.path}`),
    );
  }
}
