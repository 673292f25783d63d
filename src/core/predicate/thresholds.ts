import type { Baseline, Check, Comparator, Threshold } from "./check-schema.ts";
import { QUANTIFIERS } from "./check-schema.ts";

/** Named thresholds of a rule, which a policy can set. */
export type Limits = Readonly<Record<string, number>>;
export type Direction = "higher" | "lower";

/** Which way each comparison asks for more. */
const STRICTER = {
  below: "lower",
  "at-most": "lower",
  above: "higher",
  "at-least": "higher",
  "length-at-least": "higher",
  "length-at-most": "lower",
  "newer-than-days": "lower",
  "older-than-days": "higher",
} as const satisfies Partial<Record<keyof Comparator, Direction>>;

/** A threshold's number; undefined where it names a limit that the rule has not. */
export function thresholdOf(threshold: Threshold, limits: Limits): number | undefined {
  if (typeof threshold === "number") return threshold;
  return Object.hasOwn(limits, threshold.limit) ? limits[threshold.limit] : undefined;
}

/** Limits that are named somewhere, each with the way that asks for more; undefined where uses disagree. */
export function limitDirections(params: {
  readonly checks: readonly Check[];
  readonly baseline?: Baseline | undefined;
}): ReadonlyMap<string, Direction | undefined> {
  const uses = [
    ...params.checks.flatMap(checkUses),
    ...use(params.baseline?.["maximum-drop"], "lower"),
    ...use(params.baseline?.["maximum-rise"], "lower"),
  ];
  return new Map(
    [...Map.groupBy(uses, ([name]) => name)].map(([name, found]) => {
      const directions = new Set(found.map(([, direction]) => direction));
      return [name, directions.size === 1 ? [...directions][0] : undefined];
    }),
  );
}

type Use = readonly [limit: string, direction: Direction];

function checkUses(check: Check): Use[] {
  return [
    ...use(check["minimum-matches"], "higher"),
    ...use(check["maximum-matches"], "lower"),
    ...QUANTIFIERS.flatMap((quantifier) => {
      const comparator = check[quantifier];
      if (comparator === undefined) return [];
      const uses = comparatorUses(comparator);
      // What no value may be is the stricter the more it takes in.
      return quantifier === "none" ? uses.map(([name, way]): Use => [name, opposite(way)]) : uses;
    }),
  ];
}

function comparatorUses(comparator: Comparator): Use[] {
  const [lowest, highest] = comparator.between ?? [];
  return [
    ...Object.entries(STRICTER).flatMap(([name, way]) =>
      use(comparator[name as keyof typeof STRICTER], way),
    ),
    ...use(lowest, "higher"),
    ...use(highest, "lower"),
  ];
}

function use(threshold: Threshold | undefined, direction: Direction): Use[] {
  return typeof threshold === "object" ? [[threshold.limit, direction]] : [];
}

function opposite(direction: Direction): Direction {
  return direction === "higher" ? "lower" : "higher";
}
