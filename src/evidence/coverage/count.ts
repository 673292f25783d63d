import { CoverageFault } from "./coverage-fault.ts";

/** Tools write counts as integers or like `1e+3`, also below zero where a counter overflowed. */
const COUNT = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A number of hits. Below zero means "not hit", as geninfo reads it; what no number can hold exactly is
 * the largest that can.
 *
 * @throws CoverageFault for anything else
 */
export function countOf(text: string | undefined, what: string): number {
  if (text === undefined || !COUNT.test(text)) {
    throw new CoverageFault(`expected a count as ${what}, got ${seen(text)}`);
  }
  return Math.min(Math.max(0, Number(text)), Number.MAX_SAFE_INTEGER);
}

/** A line number. Line 0 is passed on: it is left out where lines are gathered. */
export function lineNumberOf(text: string | undefined, what: string): number {
  if (text === undefined || !/^\d{1,9}$/.test(text)) {
    throw new CoverageFault(`expected a line number as ${what}, got ${seen(text)}`);
  }
  return Number(text);
}

function seen(text: string | undefined): string {
  return text === undefined ? "nothing" : JSON.stringify(text.slice(0, 60));
}
