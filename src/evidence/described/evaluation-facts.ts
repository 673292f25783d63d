import * as z from "zod";
import type { Evaluations } from "../../core/model/evaluations.ts";

const PATH = ".mltrl/evidence/detector/evaluations.yml";

const evaluation = z
  .strictObject({
    application: z.string().default("screening"),
    dataset: z.string().default("nodules"),
    split: z.string().default("test"),
    /** Values by name; a name that starts with `-` is better when lower, one with `+` when higher. */
    metrics: z.record(z.string(), z.number()).default({ "+recall": 0.9 }),
    /** Names of those that the people who use the result care for. */
    endUser: z.array(z.string()).default([]),
    cost: z
      .strictObject({
        runtimeSeconds: z.number().optional(),
        hardware: z.string().optional(),
        price: z.string().optional(),
      })
      .optional(),
  })
  .transform(({ metrics, endUser, cost, ...rest }) => ({
    ...rest,
    metrics: Object.entries(metrics).map(([written, value]) => {
      const name = written.replace(/^[+-]/, "");
      return {
        name,
        value,
        endUser: endUser.includes(name),
        ...(name !== written && { higherIsBetter: written.startsWith("+") }),
      };
    }),
    ...(cost !== undefined && { cost }),
  }));

export type EvaluationDescription = z.input<typeof evaluation>;

/** Evaluations; each stands on a line of its own. */
export function someEvaluations(described: readonly EvaluationDescription[]): Evaluations {
  const items = z
    .array(evaluation)
    .parse(described)
    .map((each, index) => ({ ...each, place: { path: PATH, line: index + 3 } }));
  return { path: PATH, items: items as unknown as Evaluations["items"] };
}
