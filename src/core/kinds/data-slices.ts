import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { type DeclaredSlice, type SliceResult, sliceKey } from "../model/slices.ts";
import { defineKind } from "./define-kind.ts";

/** Every declared slice of the data was measured, and keeps to its bound. */
export const dataSlices = defineKind({
  kind: "data-slices",
  needs: ["declaredSlices", "sliceResults"],
  params: z.strictObject({
    "minimum-slices": z
      .int()
      .min(1)
      .default(1)
      .meta({ description: "Slices that are declared", stricter: "higher" }),
    "minimum-count": z.int().min(1).default(1).meta({
      description: "Examples below which the value of a slice says nothing",
      stricter: "higher",
    }),
  }),
  reports: ({ sliceResults }) => [sliceResults.path],
  judge({ declaredSlices, sliceResults }, params) {
    const { path, slices } = sliceResults;
    const measured = new Map(slices.map((result) => [sliceKey(result), result]));
    const judged = declaredSlices.map((slice) => {
      const result = measured.get(sliceKey(slice));
      return { slice, result, place: result?.place ?? { path } };
    });
    const beyond = judged.flatMap(({ slice, result, place }) => {
      const fault = result && faultOf(slice, result);
      return fault === undefined ? [] : [{ ...place, seen: `${nameOf(slice)}: ${fault}` }];
    });
    if (beyond.length > 0) {
      return fail(
        `${beyond.length} of ${judged.length} slices are beyond their bound: ${shortList(beyond.map(({ seen }) => seen))}`,
        ...beyond,
      );
    }
    const least = params["minimum-count"];
    const thin = judged.filter(({ result }) => result === undefined || result.count < least);
    if (thin.length > 0) {
      const names = thin.map(
        ({ slice, result }) =>
          `${nameOf(slice)} (${result === undefined ? "not measured" : `${result.count} examples`})`,
      );
      return unavailable(
        "missing",
        `${path} has no value of ${thin.length} of ${judged.length} declared slices that rests on at least ${least} examples: ${shortList(names)}`,
        ...thin.map(({ place }) => place),
      );
    }
    return judged.length < params["minimum-slices"]
      ? fail(
          `${judged.length} slices are declared; at least ${params["minimum-slices"]} are asked for`,
          ...declaredSlices.map((slice) => ({ ...slice.place, seen: nameOf(slice) })),
        )
      : pass(
          `all ${judged.length} declared slices keep to their bounds`,
          ...judged.flatMap(({ slice, result, place }) =>
            result === undefined ? [] : [{ ...place, seen: valueText(slice, result) }],
          ),
        );
  },
});

/** NaN keeps to no bound. */
function faultOf(slice: DeclaredSlice, result: SliceResult): string | undefined {
  const { floor = -Infinity, ceiling = Infinity } = slice;
  return result.value >= floor && result.value <= ceiling ? undefined : boundText(slice, result);
}

function valueText(slice: DeclaredSlice, result: SliceResult): string {
  return `${nameOf(slice)}: ${boundText(slice, result)}`;
}

function boundText({ floor, ceiling }: DeclaredSlice, { value, count }: SliceResult): string {
  const bound = floor === undefined ? `at most ${ceiling}` : `at least ${floor}`;
  return `${value} on ${count} examples; ${bound}`;
}

function nameOf({ name, metric }: DeclaredSlice): string {
  return `${metric} of "${name}"`;
}

function shortList(texts: readonly string[]): string {
  return `${texts.slice(0, 3).join(", ")}${texts.length > 3 ? " …" : ""}`;
}
