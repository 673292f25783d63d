import * as z from "zod";
import { type Fact, mapFact } from "../core/model/fact.ts";
import { type DeclaredSlice, sliceKey, type SliceResults } from "../core/model/slices.ts";
import type { StructuredReport } from "../core/model/structured-report.ts";
import { readStructured } from "./read-structured.ts";
import { readYaml } from "./read-yaml.ts";
import { date, sentence } from "./record-fields.ts";

/** More than anybody looks at one by one. */
const MOST = 1000;
const MAX_BYTES = 262_144;

const name = sentence.max(200).meta({ description: "The slice, such as `nodules under 6 mm`" });
const metric = sentence.max(100).meta({ description: "What is measured, such as `recall`" });

const declared = z
  .strictObject({
    name,
    metric,
    floor: z.number().optional().meta({ description: "The least value" }),
    ceiling: z.number().optional().meta({ description: "The greatest value" }),
    why: sentence.optional().meta({ description: "Why this slice, and why this bound" }),
  })
  .refine(({ floor, ceiling }) => (floor === undefined) !== (ceiling === undefined), {
    message: "expected a `floor` or a `ceiling`, and not both",
  });

/** `.mltrl/documents/<component>/slices.yml`. */
export const declaredSlicesSchema = z.strictObject({
  version: z.literal(1).optional().meta({ description: "The form of this file" }),
  slices: z.array(declared).min(1).max(MOST).superRefine(unique),
});

/** `.mltrl/evidence/<component>/slices.yml`. */
export const sliceResultsSchema = z.strictObject({
  version: z.literal(1).optional().meta({ description: "The form of this file" }),
  "made-at": date.optional(),
  slices: z
    .array(
      z.strictObject({
        name,
        metric,
        value: z.number(),
        count: z.int().min(0).meta({ description: "Examples that the value was measured on" }),
      }),
    )
    .max(MOST)
    .superRefine(unique),
});

/** Reads which slices of the data a component must not fail on. */
export function parseDeclaredSlices(text: string, path: string): Fact<readonly DeclaredSlice[]> {
  const read = readYaml(declaredSlicesSchema, text, path, { maxBytes: MAX_BYTES });
  return mapFact(read, ({ value: { slices }, source }) =>
    slices.map(({ floor, ceiling, name: named, metric: measured }, index) => ({
      name: named,
      metric: measured,
      ...(floor !== undefined && { floor }),
      ...(ceiling !== undefined && { ceiling }),
      place: source.placeOf(["slices", index]),
    })),
  );
}

/** Reads what was measured on slices of the data. */
export function parseSliceResults(report: StructuredReport): Fact<SliceResults> {
  return mapFact(readStructured(sliceResultsSchema, report), ({ slices }) => ({
    path: report.path,
    slices: slices.map((slice, index) => ({
      ...slice,
      place: report.placeOf(["slices", index]),
    })),
  }));
}

function unique(
  slices: readonly { readonly name: string; readonly metric: string }[],
  context: z.core.$RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, slice] of slices.entries()) {
    if (seen.has(sliceKey(slice))) {
      const message = `expected each slice once for a metric; ${slice.metric} of "${slice.name}" stands above already`;
      context.addIssue({ code: "custom", message, path: [index] });
    }
    seen.add(sliceKey(slice));
  }
}
