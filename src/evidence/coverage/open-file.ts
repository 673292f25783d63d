import type { FileCoverage, Fraction, LineBranches } from "../../core/model/coverage.ts";
import { mergeBranches } from "./line-branches.ts";
import { LineHits } from "./line-hits.ts";

/** Counts what a report holds against the limits, and refuses what is too much. */
export type Spend = (what: "lines" | "branches" | "functions" | "spans", amount: number) => void;

type Totals = Partial<Record<"lines" | "branches" | "functions", Fraction>>;

/**
 * What a report says of one file, gathered wherever in the report it says it. Line 0, which some merge tools
 * write, is no line and is left out. A class, since a report may have 100,000 files.
 */
export class OpenFile {
  readonly path: string;
  readonly #spend: Spend;
  readonly #lines = new LineHits();
  #branches: Map<number, LineBranches> | undefined;
  #functions: Map<string, number> | undefined;
  #totals: Totals | undefined;

  constructor(path: string, spend: Spend) {
    this.path = path;
    this.#spend = spend;
  }

  /** A line counts with its highest number of hits. */
  line(number: number, hits: number): void {
    if (number < 1) return;
    const before = this.#lines.get(number);
    if (before === undefined) this.#spend("lines", 1);
    if (before === undefined || hits > before) this.#lines.set(number, hits);
  }

  /** A line's hits come on top of those that it has. */
  addLine(number: number, hits: number): void {
    const before = this.#lines.get(number) ?? 0;
    this.line(number, Math.min(before + hits, Number.MAX_SAFE_INTEGER));
  }

  /** Every line of a range, both ends included. */
  range(from: number, to: number, hits: number): void {
    this.#spend("spans", Math.max(0, to - from + 1));
    for (let number = from; number <= to; number += 1) this.line(number, hits);
  }

  /** The branches of a line; those that a report tells apart come in the order of the report. */
  branches(line: number, branches: LineBranches): void {
    if (line < 1 || branches.total < 1) return;
    this.#branches ??= new Map();
    const before = this.#branches.get(line);
    if (before === undefined) this.#spend("branches", 1);
    this.#branches.set(line, before === undefined ? branches : mergeBranches(before, branches));
  }

  /** A function counts with its highest number of calls. */
  function(name: string, hits: number): void {
    this.#functions ??= new Map();
    const before = this.#functions.get(name);
    if (before === undefined) {
      this.#spend("functions", 1);
      this.#functions.set(detached(name), hits);
    } else if (hits > before) this.#functions.set(name, hits);
  }

  /** Sums of a file whose lines, branches or functions the report does not list. */
  totals(totals: Totals): void {
    this.#totals = { ...this.#totals, ...totals };
  }

  /** What was gathered; what is listed one by one goes before what is only summed up. */
  close(): FileCoverage {
    const lines = this.#lines.size > 0 ? this.#lines : (this.#totals?.lines ?? this.#lines);
    const branches = this.#branches ?? this.#totals?.branches;
    const functions = this.#functions ?? this.#totals?.functions;
    return {
      path: this.path,
      lines,
      ...(branches !== undefined && { branches }),
      ...(functions !== undefined && { functions }),
    };
  }
}

/** A copy: a slice of a string keeps the whole string that it was cut from in memory. */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}
