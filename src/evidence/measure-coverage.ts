import {
  type Coverage,
  type CoverageReport,
  type FileCoverage,
  type Fraction,
  isTotal,
} from "../core/model/coverage.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { ChangedLines } from "../core/model/tree.ts";
import { calls, sum, takenBranches } from "./coverage/fractions.ts";
import { joinFiles, type Saying } from "./coverage/join-files.ts";
import { type GoModule, pathMapper } from "./coverage/map-paths.ts";

/** What a report is measured against. */
export interface Measured {
  /** Every file of the tree: what a report's paths are looked up in. */
  readonly tree: readonly string[];
  /** Files that coverage is asked of. */
  readonly sources: readonly string[];
  /** Lines that the pull request adds or rewrites; undefined where they are not visible. */
  readonly changedLines: readonly ChangedLines[] | undefined;
  /** Go modules of the tree; none if not given. */
  readonly goModules?: readonly GoModule[];
}

/** Below this share of paths that lead to a file, a report speaks of another tree. In percent. */
const MINIMUM_RESOLVED = 90;

/**
 * Joins reports, matches their paths to the tree and counts lines, branches and functions of the sources,
 * each on its own. A changed source file that no report mentions counts with all its changed lines as not
 * covered.
 */
export function measureCoverage(
  reports: readonly CoverageReport[],
  { tree, sources, changedLines, goModules }: Measured,
): Fact<Coverage> {
  const { sayings, resolved, lost } = byPath(reports, pathMapper(tree, goModules));
  if (resolved * 100 < MINIMUM_RESOLVED * (resolved + lost.length)) {
    return unavailable(
      "invalid",
      `only ${resolved} of ${resolved + lost.length} files of the coverage report are in this repository (${MINIMUM_RESOLVED} % are asked for); not found: ${lost.slice(0, 3).join(", ")}`,
      ...reports.map(({ path }) => ({ path })),
    );
  }
  const measured = new Map(
    sources.flatMap((path) => {
      const own = sayings.get(path);
      return own === undefined ? [] : [[path, joinFiles(path, own)] as const];
    }),
  );
  const all = [...measured.values()];
  const files = all
    .map(({ path, lines }) => ({ path, ...calls(lines) }))
    .filter(({ total }) => total > 0);
  const branches = all.flatMap((file) => file.branches ?? []);
  const functions = all.flatMap((file) => file.functions ?? []);
  return known({
    reports: reports.map(({ path }) => path),
    project: sum(files),
    ...(branches.length > 0 && { branches: sum(branches.map(takenBranches)) }),
    ...(functions.length > 0 && { functions: sum(functions.map(calls)) }),
    changedLines: changedLines && sum(changedLines.map((each) => changedCoverage(each, measured))),
    unmeasured: sources.filter((path) => !measured.has(path)),
    totalsOnly: all.filter(({ lines }) => isTotal(lines)).map(({ path }) => path),
    outside: lost.length,
    files: files.toSorted((a, b) => a.covered * b.total - b.covered * a.total),
  });
}

/** What is said of each file of the tree, and which paths lead to none. */
function byPath(
  reports: readonly CoverageReport[],
  pathsOf: (report: CoverageReport) => (string | undefined)[],
): { sayings: ReadonlyMap<string, Saying[]>; resolved: number; lost: string[] } {
  const sayings = new Map<string, Saying[]>();
  const lost: string[] = [];
  let resolved = 0;
  for (const report of reports) {
    const paths = pathsOf(report);
    for (const [i, file] of report.files.entries()) {
      const path = paths[i];
      if (path === undefined) {
        lost.push(file.path);
        continue;
      }
      resolved += 1;
      const own = sayings.get(path) ?? [];
      sayings.set(path, own);
      own.push({ format: report.format, file });
    }
  }
  return { sayings, resolved, lost };
}

function changedCoverage(
  { path, lines }: ChangedLines,
  measured: ReadonlyMap<string, FileCoverage>,
): Fraction {
  const file = measured.get(path);
  if (file === undefined) return { covered: 0, total: lines.size };
  const hits = file.lines;
  if (isTotal(hits)) return { covered: 0, total: 0 };
  return sum(
    [...lines].flatMap((line) => {
      const count = hits.get(line);
      return count === undefined ? [] : [{ covered: count > 0 ? 1 : 0, total: 1 }];
    }),
  );
}
