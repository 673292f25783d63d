import type { JsonValue } from "../model/structured-report.ts";
import { isStated } from "../model/cell-text.ts";
import { lengthOf } from "../selector/evaluate.ts";
import { isList, isMapping } from "../selector/node.ts";
import { seenText } from "../source/seen-text.ts";
import type { Check, Comparator } from "./check-schema.ts";
import { DAY, type Moment, readMoment } from "../model/moment.ts";
import { type Limits, thresholdOf } from "./thresholds.ts";

/** What comparing one value came to. `broken` is a value that cannot be compared, which nothing makes good. */
export type Compared =
  | { readonly state: "holds" | "differs" }
  | { readonly state: "broken"; readonly why: string; readonly notFinite?: true };

/** What a comparison needs besides the value. */
export interface Terms {
  readonly limits: Limits;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Compares a value by every comparison that is given. */
export function compareValue(
  value: JsonValue,
  comparator: Comparator,
  as: Check["as"],
  terms: Terms,
): Compared {
  const read = converted(value, as);
  if (read.state === "broken") return read;
  const results = Object.entries(comparator).map(([name, asked]) =>
    compareBy(name as keyof Comparator, asked, read.value, terms),
  );
  return (
    results.find(({ state }) => state === "broken") ??
    results.find(({ state }) => state === "differs") ?? { state: "holds" }
  );
}

/** When what a comparison says of a date turns; undefined where it never does. */
export function turnsAt(
  value: JsonValue,
  comparator: Comparator,
  { limits, now }: Terms,
): number | undefined {
  const moment = typeof value === "string" ? readMoment(value) : undefined;
  if (moment === undefined) return undefined;
  return [comparator["newer-than-days"], comparator["older-than-days"]]
    .map((asked) => (asked === undefined ? undefined : thresholdOf(asked, limits)))
    .filter((days) => days !== undefined)
    .map((days) => moment.end + days * DAY)
    .filter((turn) => turn > now)
    .toSorted((a, b) => a - b)[0];
}

type Converted =
  | { readonly state: "read"; readonly value: JsonValue }
  | Extract<Compared, { state: "broken" }>;

/** Finite decimals only: no hexadecimal digits, no thousands, no blanks. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:nan|inf(?:inity)?)$/i;

function converted(value: JsonValue, as: Check["as"]): Converted {
  if (typeof value === "number" && !Number.isFinite(value)) return notFinite(value);
  if (as === "date") {
    return typeof value === "string" && readMoment(value) !== undefined
      ? { state: "read", value }
      : broken(`${shown(value)} is no date such as 2026-11-01`);
  }
  if (as !== "number" || typeof value === "number") return { state: "read", value };
  if (typeof value === "string" && NOT_FINITE.test(value)) return notFinite(value);
  const number = typeof value === "string" && DECIMAL.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number)
    ? { state: "read", value: number }
    : broken(`${shown(value)} is no number`);
}

function compareBy(
  name: keyof Comparator,
  asked: Comparator[keyof Comparator],
  value: JsonValue,
  terms: Terms,
): Compared {
  switch (name) {
    case "equals":
    case "not-equals":
    case "in":
    case "not-in":
      return compareScalar(value, [asked].flat() as JsonValue[], name.startsWith("not-"));
    case "exists":
      return truth(value !== null);
    case "type":
      return truth(typeName(value) === asked);
    case "between": {
      const [low, high] = asked as [number, number];
      const from = compareNumber("at-least", low, value, terms);
      return from.state === "holds" ? compareNumber("at-most", high, value, terms) : from;
    }
    case "length-at-least":
    case "length-at-most": {
      if (name === "length-at-least" && isStandIn(value)) {
        return broken(`${shown(value)} says nothing`);
      }
      const length = lengthOf(value);
      return length === undefined
        ? broken(`${shown(value)} has no length`)
        : compareNumber(name.slice("length-".length), asked, length, terms);
    }
    case "newer-than-days":
    case "older-than-days":
      return compareAge(name, asked, value, terms);
    case "below":
    case "at-most":
    case "above":
    case "at-least":
      return compareNumber(name, asked, value, terms);
  }
}

/** Other types are not just unequal: `none: {equals: FAIL}` must not pass on numbers. */
function compareScalar(value: JsonValue, wanted: readonly JsonValue[], negated: boolean): Compared {
  const values = wanted.filter((each) => each !== null);
  const comparable =
    value === null
      ? values.length < wanted.length
      : values.length === 0 || values.some((each) => typeof each === typeof value);
  if (!comparable) {
    return broken(`${shown(value)} is ${kindOf(value)}, not ${kindOf(wanted[0] ?? null)}`);
  }
  return truth(wanted.includes(value) !== negated);
}

function compareNumber(name: string, asked: unknown, value: JsonValue, terms: Terms): Compared {
  const limit = thresholdOf(asked as number, terms.limits);
  if (limit === undefined) return broken("the rule has no such limit");
  if (typeof value !== "number") {
    const hint = typeof value === "string" ? "; `as: number` reads texts as numbers" : "";
    return broken(`${shown(value)} is ${kindOf(value)}, not a number${hint}`);
  }
  if (name === "below") return truth(value < limit);
  if (name === "at-most") return truth(value <= limit);
  return truth(name === "above" ? value > limit : value >= limit);
}

function compareAge(name: string, asked: unknown, value: JsonValue, terms: Terms): Compared {
  const moment: Moment | undefined = typeof value === "string" ? readMoment(value) : undefined;
  const days = thresholdOf(asked as number, terms.limits);
  if (moment === undefined || days === undefined) {
    return broken(`${shown(value)} is no date such as 2026-11-01`);
  }
  if (moment.start > terms.now + DAY) return broken(`${shown(value)} is still to come`);
  const older = terms.now >= moment.end + days * DAY;
  return truth(older === (name === "older-than-days"));
}

/** Text such as `TODO`, or `n/a` without a reason: its letters are no measure of what it says. */
function isStandIn(value: JsonValue): boolean {
  return typeof value === "string" && value !== "" && !isStated(value);
}

function truth(holds: boolean): Compared {
  return { state: holds ? "holds" : "differs" };
}

function broken(why: string): Extract<Compared, { state: "broken" }> {
  return { state: "broken", why };
}

function notFinite(value: JsonValue): Extract<Compared, { state: "broken" }> {
  return {
    state: "broken",
    why: `${shown(value)} is no number that can be compared`,
    notFinite: true,
  };
}

function typeName(value: JsonValue): string | undefined {
  if (isList(value)) return "list";
  if (isMapping(value)) return "mapping";
  return typeof value === "string" ? "text" : value === null ? undefined : typeof value;
}

function kindOf(value: JsonValue): string {
  return value === null ? "null" : `a ${typeName(value)}`;
}

/** A value as a sentence shows it. */
export function shown(value: JsonValue): string {
  return value === null ? "null" : seenText(value);
}
