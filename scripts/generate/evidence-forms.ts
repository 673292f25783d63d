import * as z from "zod";

/**
 * Forms of the files that rules of the kind `predicate` read. A rule's checks decide; these tell an editor
 * what to offer while somebody writes. docs/evidence.md has an example of each, and a test holds the three
 * together.
 */

const text = z.string().min(1);
const madeAt = z.iso.date().meta({ description: "The day on which it was made" });
const bounded = {
  value: z.number(),
  "at-least": z.number().optional().meta({ description: "The value must not be below it" }),
  "at-most": z.number().optional().meta({ description: "The value must not be above it" }),
};

const comparison = { metric: text, ...bounded };

const adversarial = z.object({
  "made-at": madeAt.optional(),
  attacks: z
    .array(
      z.object({
        attack: text.meta({ description: "The method, such as projected gradient descent" }),
        epsilon: z.number().min(0).meta({ description: "How far an input may be changed" }),
        ...comparison,
      }),
    )
    .min(1),
});

const semanticPerturbation = z.object({
  "made-at": madeAt.optional(),
  perturbations: z
    .array(
      z.object({
        transform: text.meta({ description: "What changes the input and not its meaning" }),
        samples: z.int().min(1),
        "consistency-rate": z
          .number()
          .min(0)
          .max(1)
          .meta({ description: "Share of answers that stay the same" }),
      }),
    )
    .min(1),
});

const distributionShift = z.object({
  "made-at": madeAt.optional(),
  comparisons: z
    .array(
      z.object({
        development: text.meta({ description: "Data of development" }),
        deployment: text.meta({ description: "Data as it is in deployment" }),
        ...comparison,
      }),
    )
    .min(1),
});

const syntheticMatch = z.object({
  "made-at": madeAt.optional(),
  comparisons: z
    .array(z.object({ synthetic: text, real: text, statistic: text, ...bounded }))
    .min(1),
});

const explanation = z.object({
  "made-at": madeAt.optional(),
  method: z.string().min(3),
  faithfulness: z.array(z.object(comparison)).min(1),
  "end-users": z.object({
    participants: z.int().min(1),
    task: z.string().min(3),
    outcome: z.enum(["passed", "failed"]),
    finding: z.string().min(20),
  }),
});

const deployment = z.object({
  audience: text.meta({ description: "internal or external" }),
  hosting: text.meta({ description: "cloud, on-premise or hybrid" }),
  mode: text.meta({ description: "batch or streaming" }),
  packaging: text.meta({ description: "container, executable, open source" }),
  "data-access": text.meta({ description: "open, restricted, encrypted, local only" }),
  restrictions: text.meta({ description: "Such as advice only, or none" }),
});

const slo = z.object({
  audience: z.enum(["internal", "external"]),
  indicators: z
    .array(
      z.object({
        measured: text,
        objective: text.optional(),
        window: text.optional(),
        why: text.optional(),
      }),
    )
    .min(1),
  agreement: text
    .optional()
    .meta({ description: "The service-level agreement with an external audience" }),
});

const compliance = z.object({
  "made-at": madeAt,
  regimes: z.array(text).min(1).meta({ description: "Laws and standards that were looked at" }),
  decision: text.meta({ description: "`cleared`, or what is open" }),
  "signed-by": z.array(text).min(1),
});

/** By the name of the evidence, which is that of its rule where one rule reads it. */
export const evidenceForms: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ["robustness-adversarial", adversarial],
  ["robustness-semantic-perturbation", semanticPerturbation],
  ["distribution-shift-check", distributionShift],
  ["synthetic-matches-real", syntheticMatch],
  ["explanation", explanation],
]);

/** The same of documents. */
export const documentForms: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ["deployment", deployment],
  ["slo", slo],
  ["compliance", compliance],
]);
