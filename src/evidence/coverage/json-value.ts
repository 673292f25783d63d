import type { Fraction } from "../../core/model/coverage.ts";
import { CoverageFault } from "./coverage-fault.ts";

export type JsonRecord = Readonly<Record<string, unknown>>;

/** An object, not a list and not null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws CoverageFault that says where, unless it is an object */
export function recordAt(value: unknown, where: () => string): JsonRecord {
  if (!isRecord(value)) throw expected("an object", value, where);
  return value;
}

/** @throws CoverageFault that says where, unless it is a list */
export function listAt(value: unknown, where: () => string): readonly unknown[] {
  if (!Array.isArray(value)) throw expected("a list", value, where);
  return value as readonly unknown[];
}

/**
 * A number of hits; below zero means "not hit".
 *
 * @throws CoverageFault that says where, unless it is a number
 */
export function countAt(value: unknown, where: () => string): number {
  if (typeof value !== "number") throw expected("a count", value, where);
  return Math.min(Math.max(0, value), Number.MAX_SAFE_INTEGER);
}

/** @throws CoverageFault that says where, unless it is a whole number of a line, or 0 */
export function lineAt(value: unknown, where: () => string): number {
  return wholeAt(value, "a line number", where);
}

function wholeAt(value: unknown, what: string, where: () => string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 999_999_999) {
    throw expected(what, value, where);
  }
  return value;
}

/** @throws CoverageFault that says where, unless both are whole numbers and not more is covered than there is */
export function fractionAt(covered: unknown, total: unknown, where: () => string): Fraction {
  const counts = {
    covered: wholeAt(covered, "how many are covered", where),
    total: wholeAt(total, "how many there are", where),
  };
  if (counts.covered > counts.total) {
    throw new CoverageFault(
      `expected at most ${counts.total} that are covered at ${where()}, got ${counts.covered}`,
    );
  }
  return counts;
}

function expected(what: string, got: unknown, where: () => string): CoverageFault {
  return new CoverageFault(
    `expected ${what} at ${where().slice(0, 200)}, got ${(JSON.stringify(got) ?? "nothing").slice(0, 60)}`,
  );
}
