import type { JsonPointer, JsonValue, PresetName } from "../model/structured-report.ts";
import type { Check } from "../predicate/check-schema.ts";

/** How a tool's report is read: the shapes that its versions write, and what each has to say. */
export interface Preset {
  readonly name: PresetName;
  /** The first one that a report has is the one it is judged by. */
  readonly shapes: readonly Shape[];
}

export interface Shape {
  /** Which version or form of the tool's reports it is. */
  readonly name: string;
  /** A report has this shape where one of these selects something. */
  readonly is: readonly string[];
  /** Numbers that a report prints, each with what it is a number of. */
  readonly counts?: readonly { readonly printed: string; readonly of: string }[];
  /** Where one of these selects something, the report contradicts itself. */
  readonly contradictions?: readonly string[];
  /** Truths that a report prints, each true exactly while the other selects nothing. */
  readonly flags?: readonly { readonly printed: string; readonly unless: string }[];
  readonly checks: readonly Check[];
  /** What selectors cannot tell, because it has to be looked up elsewhere in the report. */
  readonly troubles?: (value: JsonValue) => readonly Trouble[];
}

/** Something that a report says is wrong. */
export interface Trouble {
  readonly pointer: JsonPointer;
  readonly seen: string;
  /** The report says nothing, instead of something bad. */
  readonly silent?: true;
}

/** All values are one of these, and there is at least one. */
export function every(select: string, ...values: (string | boolean)[]): Check {
  return { select, every: { in: values }, "minimum-matches": 1 };
}

/** At least one value is selected. */
export function atLeastOne(select: string): Check {
  return { select, some: { exists: true }, "minimum-matches": 1 };
}

/** Nothing is selected. */
export function nothing(select: string): Check {
  return { select, "minimum-matches": 0, "maximum-matches": 0 };
}
