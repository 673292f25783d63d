import {
  type CoverageFormat,
  type FileCoverage,
  type Fraction,
  isTotal,
} from "../../core/model/coverage.ts";
import { parseCoverage } from "../../evidence/coverage/parse-coverage.ts";
import { type InspectedFile, type Understood, understood } from "./understood.ts";

/** Covered, missed and all; of what a report does not measure there is nothing. */
interface Counts {
  readonly covered: number;
  readonly missed: number;
  readonly total: number;
}

/** A coverage report, file by file. Line numbers are there for whoever compares two reports. */
export function inspectCoverage(
  { bytes, path }: InspectedFile,
  format: CoverageFormat | null,
): Understood {
  return understood("coverage", format, parseCoverage(bytes, path), ({ files, roots }) => {
    const items = files.map(itemOf);
    return {
      items,
      summary: {
        files: files.length,
        ...(roots && { roots }),
        lines: sumOf(items.map(({ lines }) => lines)),
        branches: sumOf(items.map(({ branches }) => branches)),
        functions: sumOf(items.map(({ functions }) => functions)),
      },
    };
  });
}

function itemOf({ path, lines, branches, functions }: FileCoverage) {
  return {
    path,
    lines: isTotal(lines) ? countsOf(lines) : countsOf(hit(lines)),
    ...(branches && {
      branches: countsOf(isTotal(branches) ? branches : arms([...branches.values()])),
    }),
    ...(functions && {
      functions: countsOf(isTotal(functions) ? functions : hit(functions)),
    }),
    ...(!isTotal(lines) && { lineNumbers: numbersOf(lines) }),
  };
}

function hit(counts: ReadonlyMap<unknown, number>): Fraction {
  return {
    covered: [...counts.values()].filter((count) => count > 0).length,
    total: counts.size,
  };
}

function arms(lines: readonly { readonly taken: number; readonly total: number }[]): Fraction {
  return {
    covered: lines.reduce((sum, { taken }) => sum + taken, 0),
    total: lines.reduce((sum, { total }) => sum + total, 0),
  };
}

function countsOf({ covered, total }: Fraction): Counts {
  return { covered, missed: total - covered, total };
}

function numbersOf(lines: ReadonlyMap<number, number>) {
  const sorted = [...lines].toSorted(([a], [b]) => a - b);
  return {
    covered: sorted.filter(([, hits]) => hits > 0).map(([line]) => line),
    missed: sorted.filter(([, hits]) => hits <= 0).map(([line]) => line),
  };
}

function sumOf(counts: readonly (Counts | undefined)[]): Counts | null {
  const measured = counts.filter((each) => each !== undefined);
  if (measured.length === 0) return null;
  return measured.reduce((sum, each) => ({
    covered: sum.covered + each.covered,
    missed: sum.missed + each.missed,
    total: sum.total + each.total,
  }));
}
