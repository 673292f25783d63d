import * as z from "zod";
import type { DeploymentTest } from "../core/model/deployment-test.ts";
import { type Fact, mapFact } from "../core/model/fact.ts";
import type { StructuredReport } from "../core/model/structured-report.ts";
import { readStructured } from "./read-structured.ts";
import { date, sentence } from "./record-fields.ts";

const moment = z.union([date, z.iso.datetime({ offset: true })], {
  error: "expected a date such as 2026-01-31, or an instant such as 2026-01-31T08:00:00Z",
});

const regression = z.strictObject({
  what: sentence.meta({ description: "What was better before" }),
  "accepted-by": sentence.optional().meta({ description: "Who lives with it" }),
  reason: sentence.optional().meta({ description: "Why it can be lived with" }),
});

/** `.mltrl/evidence/<component>/shadow.yml`, `canary.yml`, `stress-test.yml` ... */
export const deploymentTestSchema = z.strictObject({
  environment: sentence.meta({ description: "Where it ran, such as `staging`" }),
  version: sentence.meta({ description: "The version that was tested" }),
  start: moment,
  end: moment,
  passed: z.boolean(),
  regressions: z
    .array(regression)
    .max(1000)
    .meta({ description: "What was better before; an empty list says that somebody looked" }),
  workflow: z
    .string()
    .regex(
      /^\.github\/workflows\/[^/\s]+\.ya?ml$/,
      "expected the path of a workflow, such as `.github/workflows/stress.yml`",
    )
    .optional()
    .meta({ description: "The workflow that runs it again and again" }),
  "made-at": moment.optional(),
  note: sentence.optional(),
});

/** Reads the result of a test in or beside production. */
export function parseDeploymentTest(report: StructuredReport): Fact<DeploymentTest> {
  const read = readStructured(deploymentTestSchema, report);
  return mapFact(read, ({ environment, version, start, end, passed, regressions, workflow }) => ({
    path: report.path,
    environment,
    version,
    start,
    end,
    passed,
    regressions: regressions.map(({ what, reason, "accepted-by": acceptedBy }, index) => ({
      what,
      ...(acceptedBy !== undefined && { acceptedBy }),
      ...(reason !== undefined && { reason }),
      place: report.placeOf(["regressions", index]),
    })),
    ...(workflow !== undefined && { workflow }),
  }));
}
