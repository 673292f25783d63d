import * as z from "zod";
import { isStated } from "../core/model/cell-text.ts";
import type { Cost, Evaluation, Evaluations } from "../core/model/evaluations.ts";
import { type Fact, mapFact } from "../core/model/fact.ts";
import type { StructuredReport } from "../core/model/structured-report.ts";
import { readStructured } from "./read-structured.ts";
import { date } from "./record-fields.ts";

/** More runs than anybody reads, and more metrics of one. */
const MAX_EVALUATIONS = 5_000;
const MAX_METRICS = 200;

const name = z.string().trim().min(1).max(200);

const metricSchema = z.strictObject({
  name,
  value: z.number().meta({ description: "A finite number; a percentage is 0 to 1 or 0 to 100" }),
  "end-user": z
    .boolean()
    .default(false)
    .meta({ description: "The people who use the result care for it" }),
  "higher-is-better": z.boolean().optional(),
});

const costSchema = z
  .strictObject({
    "runtime-seconds": z.number().positive().optional(),
    hardware: name.optional(),
    price: name
      .refine(isStated, "expected a price with its currency")
      .optional()
      .meta({ description: "With its currency and for what" }),
  })
  .refine((cost) => cost["runtime-seconds"] !== undefined || cost.price !== undefined, {
    message: "expected `runtime-seconds` or `price`; `hardware` alone is no cost",
  });

const evaluationSchema = z.strictObject({
  application: name.meta({ description: "What the component was tried for" }),
  dataset: name.meta({ description: "The name of a dataset on the card" }),
  split: name.meta({ description: "Such as `train`, `validation` or `test`" }),
  metrics: z.array(metricSchema).min(1).max(MAX_METRICS),
  cost: costSchema.optional(),
  note: z.string().max(4_000).optional(),
});

type Written = z.output<typeof evaluationSchema>;

/** `.mltrl/evidence/<component>/evaluations.yml`, or `.json`. */
export const evaluationsSchema = z.strictObject({
  version: z.literal(1).meta({ description: "The form of this file" }),
  "made-at": date.optional(),
  evaluations: z
    .array(evaluationSchema)
    .min(1)
    .max(MAX_EVALUATIONS)
    .superRefine((evaluations, context) => {
      for (const { path, message } of [
        ...repeatedRuns(evaluations),
        ...metricFaults(evaluations),
      ]) {
        context.addIssue({ code: "custom", message, path: [...path] });
      }
    }),
});

/** Reads what a component was evaluated on and how it did. */
export function parseEvaluations(report: StructuredReport): Fact<Evaluations> {
  return mapFact(readStructured(evaluationsSchema, report), ({ evaluations }) => ({
    path: report.path,
    items: evaluations.map((written, index) => evaluation(written, index, report)),
  }));
}

function evaluation(
  { application, dataset, split, metrics, cost, note }: Written,
  index: number,
  report: StructuredReport,
): Evaluation {
  return {
    application,
    dataset,
    split,
    metrics: metrics.map(
      ({ "end-user": endUser, "higher-is-better": higherIsBetter, ...metric }) => ({
        ...metric,
        endUser,
        ...(higherIsBetter !== undefined && { higherIsBetter }),
      }),
    ),
    ...(cost !== undefined && { cost: costOf(cost) }),
    ...(note !== undefined && { note }),
    place: report.placeOf(["evaluations", index]),
  };
}

function costOf({
  "runtime-seconds": runtimeSeconds,
  hardware,
  price,
}: z.output<typeof costSchema>): Cost {
  return {
    ...(runtimeSeconds !== undefined && { runtimeSeconds }),
    ...(hardware !== undefined && { hardware }),
    ...(price !== undefined && { price }),
  };
}

interface Fault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Two results of the same run: nobody can tell which one holds. */
function repeatedRuns(evaluations: readonly Written[]): readonly Fault[] {
  const seen = new Set<string>();
  return evaluations.flatMap(({ application, dataset, split }, index) => {
    const run = JSON.stringify([application, dataset, split]);
    const repeated = seen.has(run);
    seen.add(run);
    const message = `expected each run once; ${application} on ${dataset}, ${split}, stands above already`;
    return repeated ? [{ path: [index], message }] : [];
  });
}

/** A metric is given once in a run, and has one direction throughout. */
function metricFaults(evaluations: readonly Written[]): readonly Fault[] {
  const directions = new Map<string, boolean>();
  return evaluations.flatMap(({ metrics }, index) => {
    const given = new Set<string>();
    return metrics.flatMap((metric, position): Fault[] => {
      const path = [index, "metrics", position];
      const higher = metric["higher-is-better"];
      const before = directions.get(metric.name);
      const twice = given.has(metric.name);
      given.add(metric.name);
      if (higher !== undefined) directions.set(metric.name, higher);
      if (twice)
        return [{ path, message: `expected each metric once; ${metric.name} is there twice` }];
      return higher !== undefined && before !== undefined && higher !== before
        ? [{ path, message: `expected one direction of ${metric.name}; above it is the other way` }]
        : [];
    });
  });
}
