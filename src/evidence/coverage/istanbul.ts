import type { CoverageFiles } from "./coverage-files.ts";
import type { OpenFile } from "./open-file.ts";
import { type JsonRecord, countAt, isRecord, lineAt, listAt, recordAt } from "./json-value.ts";
import { type JsonText, membersOf, pickFrom } from "./json-text.ts";
import { branchesOf } from "./line-branches.ts";

/** What is read of a file; beside it may stand a source map. */
const MEMBERS = ["path", "statementMap", "s", "branchMap", "b", "fnMap", "f"];

/**
 * Reads Istanbul's full report (`coverage-final.json` of nyc, Jest, Vitest and c8; istanbul-lib-coverage 3).
 *
 * It has statements, not lines: a line has the hits of the statement that starts on it and was run most; a
 * line on which none starts is no line of code. Each way out of a branch counts.
 */
export function readIstanbul(json: JsonText, files: CoverageFiles): void {
  for (const [key, value] of membersOf(json, () => "the top")) {
    const entry = pickFrom(value, MEMBERS, () => JSON.stringify(key));
    const file = files.file(typeof entry["path"] === "string" ? entry["path"] : key);
    takeStatements(entry, file);
    takeBranches(entry, file);
    takeFunctions(entry, file);
  }
}

function takeStatements(entry: JsonRecord, file: OpenFile): void {
  const hits = recordAt(entry["s"], () => `"s" of ${file.path}`);
  const statements = recordAt(entry["statementMap"], () => `"statementMap" of ${file.path}`);
  for (const [id, statement] of Object.entries(statements)) {
    const where = (): string => `statement ${id} of ${file.path}`;
    file.line(startOf(statement, where), countAt(own(hits, id), where));
  }
}

function takeBranches(entry: JsonRecord, file: OpenFile): void {
  const counts = recordAt(entry["b"] ?? {}, () => `"b" of ${file.path}`);
  const branches = recordAt(entry["branchMap"] ?? {}, () => `"branchMap" of ${file.path}`);
  const byLine = new Map<number, boolean[]>();
  for (const [id, branch] of Object.entries(branches)) {
    const where = (): string => `branch ${id} of ${file.path}`;
    const { line, loc } = recordAt(branch, where) as { line?: unknown; loc?: unknown };
    const at = line === undefined ? startOf(loc, where) : lineAt(line, where);
    const arms = byLine.get(at) ?? [];
    byLine.set(at, arms);
    for (const count of listAt(own(counts, id), where)) arms.push(countAt(count, where) > 0);
  }
  for (const [line, arms] of byLine) file.branches(line, branchesOf(arms));
}

function takeFunctions(entry: JsonRecord, file: OpenFile): void {
  const calls = recordAt(entry["f"] ?? {}, () => `"f" of ${file.path}`);
  const functions = recordAt(entry["fnMap"] ?? {}, () => `"fnMap" of ${file.path}`);
  for (const [id, each] of Object.entries(functions)) {
    const where = (): string => `function ${id} of ${file.path}`;
    const { name } = recordAt(each, where) as { name?: unknown };
    file.function(`${typeof name === "string" ? name : ""}#${id}`, countAt(own(calls, id), where));
  }
}

/** Istanbul's ids are numbers as text; what every object inherits is none of them. */
function own(counts: JsonRecord, id: string): unknown {
  return Object.hasOwn(counts, id) ? counts[id] : undefined;
}

function startOf(location: unknown, where: () => string): number {
  const start = isRecord(location) ? location["start"] : undefined;
  return lineAt(isRecord(start) ? start["line"] : undefined, where);
}
