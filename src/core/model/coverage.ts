/** Line coverage as a report states it, before its paths are matched to the repository. */
export interface CoverageReport {
  readonly path: string;
  readonly format: "lcov";
  readonly files: readonly FileCoverage[];
}

export interface FileCoverage {
  /** As the report writes it, with forward slashes. */
  readonly path: string;
  /** Line number to number of hits; a line that is not listed was not measured. */
  readonly lines: ReadonlyMap<number, number>;
}

/** A share of lines. A percentage is computed last and compared with integers, never rounded. */
export interface Fraction {
  readonly covered: number;
  readonly total: number;
}

/** Coverage of one component's sources, matched to the files of the tree. */
export interface Coverage {
  readonly reports: readonly string[];
  readonly project: Fraction;
  /** Of the lines this pull request adds or changes; undefined where the difference is not visible. */
  readonly changedLines: Fraction | undefined;
  /** Source files of the component that no report mentions. */
  readonly unmeasured: readonly string[];
  /** The least covered files first. */
  readonly files: readonly (Fraction & { readonly path: string })[];
}
