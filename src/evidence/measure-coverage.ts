import type { Coverage, CoverageReport, Fraction } from "../core/model/coverage.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ChangedLines } from "../core/model/tree.ts";
import { repositoryPaths } from "./repository-paths.ts";

/** What a report is measured against. */
export interface Measured {
  /** Every file of the tree: what a report's paths are looked up in. */
  readonly tree: readonly string[];
  /** Files that coverage is asked of. */
  readonly sources: readonly string[];
  /** Lines that the pull request adds or rewrites; undefined where they are not visible. */
  readonly changedLines: readonly ChangedLines[] | undefined;
}

/** Below this share of paths that lead to a file, a report speaks of another tree. In percent. */
const MINIMUM_RESOLVED = 90;

/**
 * Joins reports, matches their paths to the tree and counts the lines of the sources. A changed source
 * file that no report mentions counts with all its changed lines as not covered.
 */
export function measureCoverage(
  reports: readonly CoverageReport[],
  { tree, sources, changedLines }: Measured,
): Fact<Coverage> {
  const pathOf = repositoryPaths(tree);
  const hits = new Map<string, Map<number, number>>();
  let resolved = 0;
  const lost: string[] = [];
  for (const file of reports.flatMap((report) => report.files)) {
    const path = pathOf(file.path);
    if (path === undefined) {
      lost.push(file.path);
      continue;
    }
    resolved += 1;
    const lines = hits.get(path) ?? new Map<number, number>();
    for (const [line, count] of file.lines) lines.set(line, Math.max(count, lines.get(line) ?? 0));
    hits.set(path, lines);
  }
  if (resolved * 100 < MINIMUM_RESOLVED * (resolved + lost.length)) {
    return unavailable(
      "invalid",
      `only ${resolved} of ${resolved + lost.length} files of the coverage report are in this repository (${MINIMUM_RESOLVED} % are asked for); not found: ${lost.slice(0, 3).join(", ")}`,
      ...reports.map(({ path }) => ({ path })),
    );
  }
  const files = sources.flatMap((path) => {
    const lines = hits.get(path);
    return lines === undefined || lines.size === 0 ? [] : [{ path, ...fraction(lines.values()) }];
  });
  return known({
    reports: reports.map(({ path }) => path),
    project: sum(files),
    changedLines: changedLines && sum(changedLines.map((each) => changedCoverage(each, hits))),
    unmeasured: sources.filter((path) => !hits.has(path)),
    files: files.toSorted((a, b) => a.covered * b.total - b.covered * a.total),
  });
}

function changedCoverage(
  { path, lines }: ChangedLines,
  hits: ReadonlyMap<string, ReadonlyMap<number, number>>,
): Fraction {
  const measured = hits.get(path);
  if (measured === undefined) return { covered: 0, total: lines.size };
  return fraction([...lines].flatMap((line) => measured.get(line) ?? []));
}

function fraction(counts: Iterable<number>): Fraction {
  let covered = 0;
  let total = 0;
  for (const count of counts) {
    total += 1;
    if (count > 0) covered += 1;
  }
  return { covered, total };
}

function sum(fractions: readonly Fraction[]): Fraction {
  return {
    covered: fractions.reduce((all, { covered }) => all + covered, 0),
    total: fractions.reduce((all, { total }) => all + total, 0),
  };
}
