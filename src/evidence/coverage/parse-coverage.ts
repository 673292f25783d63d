import { type CoverageFormat, type CoverageReport, isTotal } from "../../core/model/coverage.ts";
import { type Fact, known, type Unavailable, unavailable } from "../../core/model/fact.ts";
import { readClover } from "./clover.ts";
import { readCobertura } from "./cobertura.ts";
import { CoverageFault } from "./coverage-fault.ts";
import { COVERAGE_LIMITS, coverageFiles, type CoverageLimits } from "./coverage-files.ts";
import { readCoveragePy } from "./coverage-py.ts";
import { detectCoverage } from "./detect-coverage.ts";
import { readGoCover } from "./go-cover.ts";
import { readIstanbulSummary } from "./istanbul-summary.ts";
import { readIstanbul } from "./istanbul.ts";
import { readJacoco } from "./jacoco.ts";
import { readLcov } from "./lcov.ts";
import { readLlvmCov } from "./llvm-cov.ts";
import { readOpencover } from "./opencover.ts";
import { readSimplecov } from "./simplecov.ts";

/** What may be said of a report before it is read. */
export interface CoverageOptions {
  /** The one format that is expected; any if not given. */
  readonly format?: CoverageFormat;
  readonly limits?: CoverageLimits;
}

/** Each path of a report is looked up in each of them. */
const MAX_ROOTS = 64;

const READERS = {
  lcov: readLcov,
  cobertura: readCobertura,
  jacoco: readJacoco,
  clover: readClover,
  "go-cover": readGoCover,
  opencover: readOpencover,
} as const;

const JSON_READERS = {
  istanbul: readIstanbul,
  "istanbul-summary": readIstanbulSummary,
  "coverage-py": readCoveragePy,
  "llvm-cov": readLlvmCov,
  simplecov: readSimplecov,
} as const;

/**
 * Reads a coverage report of any format; which one it is shows in its content. A report that measures
 * nothing is invalid, and so is one of another format than the expected.
 */
export function parseCoverage(
  bytes: Uint8Array,
  path: string,
  { format, limits = COVERAGE_LIMITS }: CoverageOptions = {},
): Fact<CoverageReport> {
  const invalid = (reason: string, line?: number): Unavailable =>
    unavailable("invalid", reason, { path, ...(line !== undefined && { line }) });
  if (bytes.length > limits.bytes) {
    return invalid(
      `expected a coverage report of at most ${limits.bytes} bytes, got ${bytes.length}`,
    );
  }
  if (bytes.length === 0) return invalid("expected a coverage report, got an empty file");
  const files = coverageFiles(limits);
  try {
    const detected = detectCoverage(bytes);
    if (format !== undefined && detected.format !== format) {
      return invalid(`expected a report of the format ${format}, got ${detected.format}`);
    }
    if (detected.json === undefined) READERS[detected.format](bytes, files);
    else JSON_READERS[detected.format](detected.json, files);
    const all = files.all();
    if (!all.some(({ lines }) => (isTotal(lines) ? lines.total : lines.size) > 0)) {
      return invalid(`the report lists ${all.length} files but not one measured line`);
    }
    const roots = [...files.roots];
    if (roots.length > MAX_ROOTS) {
      return invalid(`expected at most ${MAX_ROOTS} folders of sources, got ${roots.length}`);
    }
    return known({
      path,
      format: detected.format,
      files: all,
      ...(roots.length > 0 && { roots }),
    });
  } catch (error) {
    if (error instanceof CoverageFault) return invalid(error.message, error.line);
    throw error;
  }
}
