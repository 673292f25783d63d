import type * as z from "zod";
import { seenText } from "./seen-text.ts";

/** A schema's complaint before its message is written, as zod hands it to an error map. */
type RawIssue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  tuple: "a list",
  object: "a mapping",
  record: "a mapping",
  null: "nothing",
  never: "nothing",
};

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
};

/** What would have been right, to follow the word "expected". A schema's own message goes first. */
export function expectation(issue: RawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return KINDS[issue.expected] ?? issue.expected;
    case "invalid_value":
      return oneOf(issue.values);
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${amount(issue.minimum, issue.origin)}`;
    case "too_big":
      return `${issue.inclusive === false ? "less than" : "at most"} ${amount(issue.maximum, issue.origin)}`;
    case "not_multiple_of":
      return `a multiple of ${issue.divisor}`;
    case "invalid_format":
      return issue.format === "regex"
        ? `text like ${issue.pattern}`
        : `text in the form \`${issue.format}\``;
    case "custom":
    case "invalid_element":
    case "invalid_key":
    case "invalid_union":
    case "unrecognized_keys":
      break; // said by the schema, or by whoever puts the parts together
  }
  return "something else";
}

/** Allowed values as a reader of YAML would write them. */
export function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? listed(values) : `one of ${listed(values)}`;
}

/** Values side by side. */
export function listed(values: readonly unknown[]): string {
  return values
    .map((value) => `\`${typeof value === "string" ? value : seenText(value)}\``)
    .join(", ");
}

function amount(count: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  if (unit === undefined) return String(count);
  return `${count} ${Number(count) === 1 ? unit[0] : unit[1]}`;
}
