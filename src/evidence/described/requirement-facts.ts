import * as z from "zod";
import type { Requirements } from "../../core/model/requirements.ts";

const REQUIREMENTS = ".mltrl/requirements/detector.yml";

const check = z
  .strictObject({
    method: z.string().default("compare with the labels of two readers"),
    status: z.enum(["planned", "in-progress", "passed", "failed", "waived"]).default("planned"),
    evidence: z.string().optional(),
    reviewer: z.string().optional(),
    reason: z.string().optional(),
  })
  .transform((each) => ({ ...defined(each), place: { path: REQUIREMENTS, line: 4 } }));

const requirement = z
  .strictObject({
    id: z.string().default("1"),
    kind: z.enum(["research", "product"]).default("research"),
    statement: z.string().default("The model shall find 9 of 10 nodules over 6 mm."),
    owner: z.string().optional(),
    tags: z.array(z.string()).default([]),
    verification: check.optional(),
    validation: check.optional(),
    risk: z
      .strictObject({
        pFailure: z.number(),
        value: z.number(),
        statedScore: z.number().optional(),
        mitigation: z.array(z.string()).default([]),
        residual: z.strictObject({ pFailure: z.number(), value: z.number() }).optional(),
      })
      .transform((each) => ({ ...defined(each), place: { path: REQUIREMENTS, line: 6 } }))
      .optional(),
  })
  .transform((each) => ({ ...defined(each), place: { path: REQUIREMENTS, line: 2 } }));

export type RequirementDescription = z.input<typeof requirement>;

/** Requirements; each has an id of its own only where it is given. */
export function someRequirements(items: readonly RequirementDescription[]): Requirements {
  const read = z.array(requirement).parse(items);
  return { path: REQUIREMENTS, items: read as unknown as Requirements["items"] };
}

/** An absent key is not the same as one that is undefined. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as unknown as T;
}
