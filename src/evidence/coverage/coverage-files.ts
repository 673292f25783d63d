import type { FileCoverage } from "../../core/model/coverage.ts";
import { CoverageFault } from "./coverage-fault.ts";
import { detached, OpenFile, type Spend } from "./open-file.ts";

/** Limits on a hostile report. */
export interface CoverageLimits {
  readonly bytes: number;
  readonly files: number;
  readonly measuredLines: number;
  /** Lines with branches, and functions, each. */
  readonly details: number;
  /** Lines that ranges (a block, a region) span in all, counted again where they overlap. */
  readonly spannedLines: number;
}

/** The largest report that is worth reading is far below each of them. */
export const COVERAGE_LIMITS: CoverageLimits = {
  bytes: 50 * 1024 * 1024,
  files: 100_000,
  measuredLines: 4_000_000,
  details: 2_000_000,
  spannedLines: 20_000_000,
};

/** Gathers what a report says of its files, wherever in the report it says it. */
export interface CoverageFiles {
  /** The file of a path, the same one where a report comes back to it. */
  file(path: string): OpenFile;
  /** Folders that paths may start from. */
  readonly roots: Set<string>;
  all(): readonly FileCoverage[];
}

/** An empty set of files that refuses to grow beyond the limits. */
export function coverageFiles(limits: CoverageLimits = COVERAGE_LIMITS): CoverageFiles {
  const files = new Map<string, OpenFile>();
  const roots = new Set<string>();
  const spend = spender(limits);
  return {
    roots,
    file(path) {
      const posix = path.trim().replaceAll("\\", "/");
      if (posix === "") throw new CoverageFault("expected the path of a file, got nothing");
      const before = files.get(posix);
      if (before !== undefined) return before;
      if (files.size >= limits.files) {
        throw new CoverageFault(`expected at most ${limits.files} files; split the report`);
      }
      const own = new OpenFile(detached(posix), spend);
      files.set(own.path, own);
      return own;
    },
    all: () => [...files.values()].map((file) => file.close()),
  };
}

/** Counts down what a report may still hold. */
function spender(limits: CoverageLimits): Spend {
  const left = {
    lines: limits.measuredLines,
    branches: limits.details,
    functions: limits.details,
    spans: limits.spannedLines,
  };
  const most = { ...left };
  const names = {
    lines: "measured lines",
    branches: "lines with branches",
    functions: "functions",
    spans: "lines in ranges",
  };
  return (what, amount) => {
    left[what] -= amount;
    if (left[what] < 0) {
      throw new CoverageFault(`expected at most ${most[what]} ${names[what]}; split the report`);
    }
  };
}
