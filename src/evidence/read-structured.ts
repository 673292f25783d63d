import type * as z from "zod";
import { type Fact, known } from "../core/model/fact.ts";
import type { StructuredReport } from "../core/model/structured-report.ts";
import { parseWith } from "../core/source/schema-problems.ts";
import type { LocatedPlace, Pointer } from "../core/source/yaml.ts";
import { invalidFile } from "./read-yaml.ts";

/** Reads a structured report that has a form of ours; whatever is wrong with it is named with its place. */
export function readStructured<T>(schema: z.ZodType<T>, report: StructuredReport): Fact<T> {
  const { path, value } = report;
  const placeOf = (pointer: Pointer): LocatedPlace => {
    const { line = 1, column = 1 } = report.placeOf(pointer);
    return { path, line, column };
  };
  const parsed = parseWith(schema, {
    path,
    value,
    placeOf,
    keyPlaceOf: placeOf,
    textOf: () => undefined,
  });
  return parsed.ok ? known(parsed.value) : invalidFile(parsed.problems);
}
