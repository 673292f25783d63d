import { CoverageFault } from "./coverage-fault.ts";
import type { CoverageFiles } from "./coverage-files.ts";
import type { Fraction } from "../../core/model/coverage.ts";
import { type JsonText, jsonValue, membersOf } from "./json-text.ts";
import { fractionAt, isRecord, recordAt } from "./json-value.ts";

/** What a summary has for each file; `statements` is another count of the same lines. */
const MEASURES = ["lines", "branches", "functions"] as const;

/**
 * Reads Istanbul's summary (`coverage-summary.json`): totals for each file, no line. Percentages are not
 * read, since they say 100 for nothing of nothing; the sums under `total` must be those of the files.
 */
export function readIstanbulSummary(json: JsonText, files: CoverageFiles): void {
  let total: unknown;
  const sums: Record<(typeof MEASURES)[number], { covered: number; total: number }> = {
    lines: { covered: 0, total: 0 },
    branches: { covered: 0, total: 0 },
    functions: { covered: 0, total: 0 },
  };
  for (const [path, value] of membersOf(json, () => "the top")) {
    const entry = jsonValue(value);
    if (path === "total") {
      total = entry;
      continue;
    }
    const file = files.file(path);
    for (const measure of MEASURES) {
      const stated = totalsOf(entry, measure, path);
      sums[measure].covered += stated.covered;
      sums[measure].total += stated.total;
      if (measure === "lines" || stated.total > 0) file.totals({ [measure]: stated });
    }
  }
  for (const measure of MEASURES) {
    const stated = totalsOf(total, measure, "total");
    const seen = sums[measure];
    if (stated.covered !== seen.covered || stated.total !== seen.total) {
      throw new CoverageFault(
        `the files have ${seen.covered} of ${seen.total} ${measure} covered but the sum says ${stated.covered} of ${stated.total}`,
      );
    }
  }
}

function totalsOf(entry: unknown, measure: string, path: string): Fraction {
  const where = (): string => `"${measure}" of ${path}`;
  const stated = isRecord(entry) ? entry[measure] : undefined;
  const { covered, total } = recordAt(stated, where) as { covered?: unknown; total?: unknown };
  return fractionAt(covered, total, where);
}
