import * as z from "zod";
import type { CheckRun } from "../../core/model/change.ts";

const checkRun = z
  .strictObject({
    name: z.string().default("lint"),
    app: z.string().default("github-actions"),
    appId: z.int().default(15368),
    status: z.enum(["queued", "in_progress", "completed"]).default("completed"),
    conclusion: z.string().optional(),
    own: z.boolean().default(false),
  })
  .transform(({ app, appId, conclusion, ...rest }, context): CheckRun => ({
    ...rest,
    id: context.issues.length + 1,
    app: { id: appId, slug: app },
    ...(conclusion !== undefined && { conclusion }),
  }));

export type CheckRunDescription = z.input<typeof checkRun>;

/** Check runs of other Apps. */
export function someCheckRuns(described: readonly CheckRunDescription[]): CheckRun[] {
  return z.array(checkRun).parse(described);
}
