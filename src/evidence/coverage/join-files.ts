import {
  type CoverageFormat,
  type FileCoverage,
  type Fraction,
  isTotal,
  type LineBranches,
} from "../../core/model/coverage.ts";
import { calls } from "./fractions.ts";
import { mergeBranches } from "./line-branches.ts";

/** What one report says of a file. */
export interface Saying {
  readonly format: CoverageFormat;
  readonly file: FileCoverage;
}

/**
 * What several reports say of one file, as one: what is covered in any of them is covered. A report with
 * single lines goes before one with totals.
 */
export function joinFiles(path: string, sayings: readonly Saying[]): FileCoverage {
  const [first] = sayings;
  if (sayings.length === 1 && first !== undefined) return { ...first.file, path };
  // Reports of one format tell branches and functions apart in the same way; others do not.
  const alike = new Set(sayings.map(({ format }) => format)).size === 1;
  const branches = sayings.flatMap(({ file }) => file.branches ?? []);
  const functions = sayings.flatMap(({ file }) => file.functions ?? []);
  return {
    path,
    lines: joined(
      sayings.map(({ file }) => file.lines),
      Math.max,
    ),
    ...(branches.length > 0 && {
      branches: joined(branches, alike ? mergeBranches : mergeUnlike),
    }),
    ...(functions.length > 0 && {
      functions: alike ? joined(functions, Math.max) : best(functions.map(calls)),
    }),
  };
}

function joined<Key, Value>(
  all: readonly (ReadonlyMap<Key, Value> | Fraction)[],
  merge: (one: Value, other: Value) => Value,
): ReadonlyMap<Key, Value> | Fraction {
  const listed = all.filter((each): each is ReadonlyMap<Key, Value> => !isTotal(each));
  if (listed.length === 0) return best(all.filter(isTotal));
  const values = new Map<Key, Value>();
  for (const each of listed) {
    for (const [key, value] of each) {
      const before = values.get(key);
      values.set(key, before === undefined ? value : merge(before, value));
    }
  }
  return values;
}

function mergeUnlike(one: LineBranches, other: LineBranches): LineBranches {
  return mergeBranches(
    { taken: one.taken, total: one.total },
    { taken: other.taken, total: other.total },
  );
}

/** Of totals nobody can tell how far they overlap: the higher counts, so that nothing counts twice. */
function best(totals: readonly Fraction[]): Fraction {
  return {
    covered: Math.max(...totals.map(({ covered }) => covered)),
    total: Math.max(...totals.map(({ total }) => total)),
  };
}
