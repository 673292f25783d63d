import { type FileCoverage, isTotal } from "../../../src/core/model/coverage.ts";
import {
  type CoverageOptions,
  parseCoverage,
} from "../../../src/evidence/coverage/parse-coverage.ts";

const encoder = new TextEncoder();

/**
 * What a report says of each file in one line, such as `1:3 2:0 | 2:1/2 | area:3`: hits by line, branches taken
 * by line, calls by function; sums as `3 of 4`. Why it says nothing, where it does not.
 */
export function saidBy(report: string | Uint8Array, options: CoverageOptions = {}): unknown {
  const bytes = typeof report === "string" ? encoder.encode(report) : report;
  const fact = parseCoverage(bytes, "report", options);
  if (fact.state === "unavailable") {
    return `${fact.cause} at ${fact.places?.[0]?.line ?? "-"}: ${fact.reason}`;
  }
  return Object.fromEntries(fact.value.files.map((file) => [file.path, inShort(file)]));
}

function inShort({ lines, branches, functions }: FileCoverage): string {
  const measures = [
    text(lines, String),
    branches && text(branches, ({ taken, total }) => `${taken}/${total}`),
    functions && text(functions, String),
  ];
  return measures.map((measure) => measure ?? "-").join(" | ");
}

function text<Value>(
  counts: ReadonlyMap<string | number, Value> | { covered: number; total: number },
  show: (value: Value) => string,
): string {
  return isTotal(counts)
    ? `${counts.covered} of ${counts.total}`
    : [...counts].map(([key, value]) => `${key}:${show(value)}`).join(" ");
}
