import type { CoverageFormat } from "../../core/model/coverage.ts";
import { CoverageFault } from "./coverage-fault.ts";
import { isObject, type JsonText, jsonValue, membersOf } from "./json-text.ts";

/** Formats that are JSON. */
export type JsonFormat = Extract<
  CoverageFormat,
  "istanbul" | "istanbul-summary" | "coverage-py" | "llvm-cov" | "simplecov"
>;

/** A tool's file that is known and can never be a report. */
export class PercentageAlone extends CoverageFault {}

/**
 * The format of a report in JSON, by the names of its members and of theirs.
 *
 * @throws CoverageFault where it is none that is read
 */
export function detectJson(json: JsonText): JsonFormat {
  const top = new Map(membersOf(json, () => "the top of a coverage report"));
  const has = (name: string, ...inner: string[]): boolean => {
    const value = top.get(name);
    const names = value === undefined ? undefined : namesIn(value);
    return names !== undefined && inner.every((each) => names.has(each));
  };
  const type = top.get("type");
  if (type !== undefined && textOf(type) === "llvm.coverage.json.export") return "llvm-cov";
  if (has("files") && has("totals")) return "coverage-py";
  if (has("coverage") && has("meta")) return "simplecov";
  if (has("total", "lines")) return "istanbul-summary";
  const [first] = top.keys();
  if (first !== undefined && has(first, "statementMap")) return "istanbul";
  if (first !== undefined && has(first, "coverage")) return "simplecov";
  if (has("result", "line") || has("result", "covered_percent")) {
    throw new PercentageAlone(
      "this states one percentage and no file (SimpleCov's `.last_run.json`); commit its `coverage.json` or `.resultset.json`",
    );
  }
  throw new CoverageFault(
    `expected the JSON of Istanbul, coverage.py, llvm-cov or SimpleCov; got an object with ${seen([...top.keys()])}`,
  );
}

/** The names of an object's members; undefined where it is no object. */
function namesIn(value: JsonText): Set<string> | undefined {
  if (!isObject(value)) return undefined;
  return new Set(membersOf(value, () => "an object").map(([name]) => name));
}

function textOf(value: JsonText): unknown {
  return value.end - value.start < 100 ? jsonValue(value) : undefined;
}

function seen(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => JSON.stringify(name.slice(0, 40)));
  return shown.length === 0 ? "no members" : `the members ${shown.join(", ")}`;
}
