import type { JsonPointer, JsonValue, StructuredReport } from "../model/structured-report.ts";
import { shown } from "./compare-value.ts";

/** A name that is longer explains nothing. */
const LONGEST_NAME = 80;

/** As many members of a mapping as tell it from others. */
const MOST_MEMBERS = 6;

/**
 * A value as a finding shows it, told from its like: with the `name` of the mapping that holds it, such
 * as that of the check that did not pass; a mapping by its own texts and numbers.
 */
export function seenNode(report: StructuredReport, value: JsonValue, pointer: JsonPointer): string {
  const members = membersOf(value);
  if (members.length > 0) return members.join(", ");
  const name = nameBeside(report, pointer);
  return shown(value) + (name === undefined ? "" : ` (${name})`);
}

function membersOf(value: JsonValue): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value)
    .filter(([, member]) => typeof member !== "object")
    .slice(0, MOST_MEMBERS)
    .map(([key, member]) => `${key}: ${shown(member)}`);
}

function nameBeside({ value }: StructuredReport, pointer: JsonPointer): string | undefined {
  let holder: JsonValue | undefined = value;
  for (const step of pointer.slice(0, -1)) holder = memberOf(holder, step);
  const name = pointer.at(-1) === "name" ? undefined : memberOf(holder, "name");
  return typeof name === "string" && name.length <= LONGEST_NAME ? name : undefined;
}

function memberOf(holder: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (typeof holder !== "object" || holder === null) return undefined;
  return Object.getOwnPropertyDescriptor(holder, step)?.value as JsonValue | undefined;
}
