import type { LineBranches } from "../../core/model/coverage.ts";

/** As many branches as an integer of JavaScript tells apart by its bits. */
const MAX_BITS = 30;

/** Branches of one line that a report lists one by one. */
export function branchesOf(taken: readonly boolean[]): LineBranches {
  const { length } = taken;
  if (length > MAX_BITS) return { taken: taken.filter(Boolean).length, total: length };
  return shared(
    taken.reduce((bits, each, i) => (each ? bits | (1 << i) : bits), 0),
    length,
  );
}

/** Most lines have few branches: one value stands for all lines that are alike. */
const SHARED = new Map<number, LineBranches>();
const MOST_SHARED = 4;

function shared(which: number, total: number): LineBranches {
  const fresh = { taken: bitsIn(which), total, which };
  if (total > MOST_SHARED) return fresh;
  const key = total * 2 ** MOST_SHARED + which;
  const before = SHARED.get(key);
  if (before === undefined) SHARED.set(key, fresh);
  return before ?? fresh;
}

/**
 * Branches of a line that is measured twice: each counts as taken if it was taken either time. Where they
 * cannot be told apart, the side with more of them taken counts, so that none is counted twice.
 */
export function mergeBranches(one: LineBranches, other: LineBranches): LineBranches {
  if (one.which !== undefined && other.which !== undefined && one.total === other.total) {
    const which = one.which | other.which;
    return shared(which, one.total);
  }
  return {
    taken: Math.max(one.taken, other.taken),
    total: Math.max(one.total, other.total),
  };
}

function bitsIn(which: number): number {
  let count = 0;
  for (let bits = which; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}
