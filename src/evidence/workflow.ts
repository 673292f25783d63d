import * as z from "zod";
import { type Fact, mapFact } from "../core/model/fact.ts";
import type { Workflow } from "../core/model/workflow.ts";
import { readYaml } from "./read-yaml.ts";

/** Workflows with many jobs are long. */
const MAX_BYTES = 262_144;

/** What says when a workflow runs; everything else in it is GitHub's business. */
const workflowSchema = z.looseObject({
  name: z.string().optional(),
  on: z.union([
    z.string(),
    z.array(z.string()),
    z.looseObject({
      schedule: z.array(z.looseObject({ cron: z.string().trim().min(1) })).nullish(),
    }),
  ]),
});

/** Reads when a workflow of GitHub Actions runs. */
export function parseWorkflow(text: string, path: string): Fact<Workflow> {
  const read = readYaml(workflowSchema, text, path, { maxBytes: MAX_BYTES });
  return mapFact(read, ({ value: { name = path, on } }) => ({
    path,
    name,
    schedules:
      typeof on === "object" && !Array.isArray(on)
        ? (on.schedule ?? []).map(({ cron }) => cron)
        : [],
  }));
}
