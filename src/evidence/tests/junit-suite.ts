import type { TestCase } from "../../core/model/test-report.ts";
import { cutText } from "./cut-text.ts";
import type { Attributes } from "./junit-case.ts";

/** A suite that is being read, with what its header claims and what its body has shown so far. */
export interface OpenSuite {
  readonly element: string;
  /** Names of the suites around it and its own, outermost first. */
  readonly names: readonly string[];
  readonly attributes: Attributes;
  readonly line: number;
  readonly cases: TestCase[];
  /** Of the suite and everything in it. */
  seen: Counts;
  /** Cases and suites directly in it. */
  children: number;
}

/** What a body shows; elements are counted, since a case may fail more than once. */
interface Counts {
  readonly cases: number;
  readonly faults: number;
  readonly skipped: number;
}

export const NOTHING: Counts = { cases: 0, faults: 0, skipped: 0 };

/** What two suites come to together. */
export function addCounts(a: Counts, b: Counts): Counts {
  return { cases: a.cases + b.cases, faults: a.faults + b.faults, skipped: a.skipped + b.skipped };
}

/** The name that a suite's cases are reported under: with those of the suites around it. */
export function suiteName(suite: OpenSuite): string {
  return cutText(suite.names.filter((name) => name !== "").join(" > "));
}

/** Whether its cases count lines from 0, as pytest does where it writes them (family xunit1). */
export function countsFromZero({ names }: OpenSuite): boolean {
  return names.at(-1) === "pytest";
}

/**
 * What a header claims beyond what its body shows, in words: then something was left out, and the
 * rest proves nothing. A body that shows more than its header is read as it stands, because sound
 * tools write such files: Surefire's `tests` leaves out flaky and repeated cases, Node counts a
 * nested suite as one test. pytest counts a fault in a test's teardown as a test of its own.
 */
export function unsupportedClaim(suite: OpenSuite): string | undefined {
  const { attributes, seen, children } = suite;
  const tests = count(attributes["tests"]);
  if (tests > Math.max(seen.cases + seen.faults, children))
    return claim("tests", tests, seen.cases);
  const faults = count(attributes["failures"]) + count(attributes["errors"]);
  if (faults > seen.faults) return claim("failures and errors", faults, seen.faults);
  const skipped = count(attributes["skipped"]) + count(attributes["disabled"]);
  if (skipped > seen.skipped) return claim("skipped tests", skipped, seen.skipped);
  return undefined;
}

function claim(what: string, claimed: number, shown: number): string {
  return `the header claims ${claimed} ${what}, the body shows ${shown}; write the report again, whole`;
}

/** A total as printed; one that is absent or no number claims nothing. */
function count(text: string | undefined): number {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : 0;
}
