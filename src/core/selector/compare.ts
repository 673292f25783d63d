import type { JsonValue } from "../model/structured-report.ts";
import { isList, isMapping } from "./node.ts";
import type { ComparisonOperator } from "./syntax.ts";

/** A value, or nothing where a query selects nothing. */
export type MaybeValue = JsonValue | undefined;

/** Compares as RFC 9535, 2.3.5.2.2 has it: other types are never in an order, and only equal to nothing else. */
export function compare(
  operator: ComparisonOperator,
  left: MaybeValue,
  right: MaybeValue,
  visit: () => void,
): boolean {
  switch (operator) {
    case "==":
      return isEqual(left, right, visit);
    case "!=":
      return !isEqual(left, right, visit);
    case "<":
      return isLess(left, right);
    case ">":
      return isLess(right, left);
    case "<=":
      return isLess(left, right) || isEqual(left, right, visit);
    case ">=":
      return isLess(right, left) || isEqual(left, right, visit);
  }
}

/** Each pair of parts that is compared counts as visited. */
function isEqual(left: MaybeValue, right: MaybeValue, visit: () => void): boolean {
  visit();
  if (left === undefined || right === undefined) return left === right;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((each, i) => isEqual(each, right[i], visit));
  }
  if (isMapping(left) && isMapping(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key], visit))
    );
  }
  return left === right;
}

function isLess(left: MaybeValue, right: MaybeValue): boolean {
  if (typeof left === "number" && typeof right === "number") return left < right;
  return typeof left === "string" && typeof right === "string" && isBefore(left, right);
}

/** By code points: UTF-16 units would put everything beyond the first plane before U+E000. */
function isBefore(left: string, right: string): boolean {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return (codePointAt(left, at) ?? -1) < (codePointAt(right, at) ?? -1);
}

function codePointAt(text: string, at: number): number | undefined {
  const unit = text.charCodeAt(at);
  // The second half of a pair stands for the whole of it.
  const half = at > 0 && unit >= 0xdc00 && unit <= 0xdfff;
  return text.codePointAt(half ? at - 1 : at);
}
