import { type Fraction, isTotal, type LineBranches } from "../../core/model/coverage.ts";

/** Lines, or functions, with a hit. */
export function calls(counts: ReadonlyMap<unknown, number> | Fraction): Fraction {
  if (isTotal(counts)) return counts;
  let covered = 0;
  for (const hits of counts.values()) if (hits > 0) covered += 1;
  return { covered, total: counts.size };
}

/** Branches that were taken. */
export function takenBranches(branches: ReadonlyMap<unknown, LineBranches> | Fraction): Fraction {
  return isTotal(branches)
    ? branches
    : sum([...branches.values()].map(({ taken, total }) => ({ covered: taken, total })));
}

/** Several shares as one. */
export function sum(fractions: readonly Fraction[]): Fraction {
  let covered = 0;
  let total = 0;
  for (const each of fractions) {
    covered += each.covered;
    total += each.total;
  }
  return { covered, total };
}
