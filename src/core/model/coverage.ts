/** Every format of coverage reports that is read; each is found by its content. */
export const COVERAGE_FORMATS = [
  "lcov",
  "cobertura",
  "jacoco",
  "clover",
  "istanbul",
  "istanbul-summary",
  "coverage-py",
  "go-cover",
  "llvm-cov",
  "simplecov",
  "opencover",
] as const;
export type CoverageFormat = (typeof COVERAGE_FORMATS)[number];

/** Coverage as a report states it, before its paths are matched to the repository. */
export interface CoverageReport {
  readonly path: string;
  readonly format: CoverageFormat;
  readonly files: readonly FileCoverage[];
  /** Folders that the report's paths may start from, where it names any. */
  readonly roots?: readonly string[];
}

/** What a report says of one file. Lines, branches and functions are never mixed. */
export interface FileCoverage {
  /** As the report writes it, with forward slashes. */
  readonly path: string;
  /** Line number to number of hits; a line that is not listed was not measured. */
  readonly lines: ReadonlyMap<number, number> | Fraction;
  /** By the line that they leave from; not there where the report measures none in this file. */
  readonly branches?: ReadonlyMap<number, LineBranches> | Fraction;
  /** Name, and place where the format has one, to number of calls. */
  readonly functions?: ReadonlyMap<string, number> | Fraction;
}

/** How many of the ways out of a line were taken. */
export interface LineBranches {
  readonly taken: number;
  readonly total: number;
  /** Bit i is set if the i-th branch of the line was taken; only where the report tells them apart. */
  readonly which?: number;
}

/** A share of lines. A percentage is computed last and compared with integers, never rounded. */
export interface Fraction {
  readonly covered: number;
  readonly total: number;
}

/** Whether a report states only the sum, so that nothing is known of single lines. */
export function isTotal<Key, Value>(
  counts: ReadonlyMap<Key, Value> | Fraction,
): counts is Fraction {
  return "total" in counts;
}

/** Coverage of one component's sources, matched to the files of the tree. */
export interface Coverage {
  readonly reports: readonly string[];
  readonly project: Fraction;
  /** Undefined where no report measures branches of the sources. */
  readonly branches?: Fraction;
  /** Undefined where no report measures functions of the sources. */
  readonly functions?: Fraction;
  /** Of the lines this pull request adds or changes; undefined where the difference is not visible. */
  readonly changedLines: Fraction | undefined;
  /** Source files of the component that no report mentions. */
  readonly unmeasured: readonly string[];
  /** Source files of which only totals are known: nothing can be said of their changed lines. */
  readonly totalsOnly: readonly string[];
  /** How many files of the reports are not in this repository. */
  readonly outside: number;
  /** The least covered files first. */
  readonly files: readonly (Fraction & { readonly path: string })[];
}
