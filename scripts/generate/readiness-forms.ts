import * as z from "zod";

/**
 * Forms of the files that rules of gates 7 to 9 read and that have no reader of their own. A rule's checks
 * decide; these tell an editor what to offer. docs/evidence.md has an example of each, and a test holds the
 * three together.
 */

const text = z.string().min(1);
const day = z.iso.date();
const madeAt = day.meta({ description: "The day on which it was made" });
const count = z.int().min(1).meta({ description: "Examples that it rests on" });

const goldenDataset = z.object({
  "made-at": madeAt.optional(),
  dataset: text.meta({ description: "The golden dataset, by its name on the card" }),
  digest: z.string().min(8).meta({ description: "What pins its content" }),
  metric: text.meta({ description: "A metric of which more is better" }),
  value: z.number(),
  count,
});

const underspecification = z.object({
  "made-at": madeAt.optional(),
  seeds: z.array(z.int()).min(1).meta({ description: "Seeds of the models that were trained" }),
  "stress-sets": z
    .array(
      z.object({
        name: text,
        metric: text,
        spread: z.number().min(0).meta({ description: "Standard deviation over the seeds" }),
      }),
    )
    .min(1),
});

const dataDistribution = z.object({
  "made-at": madeAt.optional(),
  config: z.string().min(3).meta({ description: "Where the logging is configured" }),
  features: z.array(z.object({ name: text, count, mean: z.number().optional() })).min(1),
  performance: z.object({ metric: text, value: z.number(), count }),
});

const monitor = z.object({
  "made-at": madeAt,
  checks: z
    .array(
      z.object({
        name: text.meta({ description: "What was looked at" }),
        value: z.number().optional(),
        passed: z.boolean().meta({ description: "Whether it is within its bounds" }),
      }),
    )
    .min(1),
});

const liveEvaluation = z.object({
  "made-at": madeAt,
  actuals: z
    .enum(["immediate", "delayed"])
    .meta({ description: "Whether the truth is known at once, or comes later" }),
  "prediction-log": z.string().min(3).optional().meta({
    description: "Where outputs are kept until the truth is known, and how long",
  }),
  count,
  metrics: z.array(z.object({ name: text, value: z.number() })).min(1),
});

const dataLog = z.object({
  "made-at": madeAt,
  features: z.array(z.object({ name: text, count, mean: z.number().optional() })).min(1),
  predictions: z.object({ count, mean: z.number().optional() }),
  anomalies: z.int().min(0).meta({ description: "Inputs and outputs out of the ordinary" }),
});

const audit = z.object({
  date: day,
  auditor: text,
  scope: z.array(text).min(1).meta({ description: "`privacy` and `security`, and what else" }),
  result: text.meta({ description: "`passed`, or what is open" }),
});

const dataPolicy = z.object({
  owner: text.meta({ description: "Who watches the rules for the data" }),
  checked: day.meta({ description: "When they were looked at last" }),
});

const paragraph = z.string().min(20);

const logging = z.object({
  system: paragraph,
  model: paragraph,
  data: paragraph,
  "systems-engineers": paragraph.optional().meta({ description: "What reaches them, and how" }),
  "applied-engineers": paragraph.optional(),
  "research-engineers": paragraph.optional(),
});

const retraining = z.object({
  trigger: paragraph.meta({ description: "Which value, beyond which bound" }),
  team: paragraph.meta({ description: "Who is told, and how" }),
});

const feedback = z.object({
  channel: paragraph.meta({ description: "A form or an endpoint that users reach" }),
  team: paragraph.meta({ description: "Who in research and development reads it first" }),
});

const operations = z.object({
  releases: paragraph.meta({ description: "How often versions are released" }),
  "maximum-model-age": z.int().min(1).optional().meta({ description: "Days" }),
});

/** By the name of the evidence. */
export const readinessEvidence: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ["golden-dataset", goldenDataset],
  ["underspecification", underspecification],
  ["data-distribution", dataDistribution],
  ["data-quality", monitor],
  ["data-drift", monitor],
  ["concept-drift", monitor],
  ["skew", monitor],
  ["live-evaluation", liveEvaluation],
  ["data-log", dataLog],
]);

/** By the kind of the document. */
export const readinessDocuments: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ["audit", audit],
  ["logging", logging],
  ["retraining", retraining],
  ["feedback", feedback],
  ["operations", operations],
  ["data-policy", dataPolicy],
]);
