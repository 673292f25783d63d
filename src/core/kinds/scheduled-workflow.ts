import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { daysAfter } from "./days-after.ts";
import { defineKind } from "./define-kind.ts";
import { pathsOf } from "./paths-of.ts";
import { badOutcome, testText } from "./deployment-outcome.ts";

/** A workflow runs a test regularly, and its last run is young and passed. */
export const scheduledWorkflow = defineKind({
  kind: "scheduled-workflow",
  needs: ["deploymentTests", "workflows", "step", "now"],
  params: z.strictObject({
    evidence: z.string().meta({
      description:
        "The name of the evidence, which names its `workflow`: `.mltrl/evidence/<component>/<name>.yml`",
    }),
    "maximum-age": z
      .int()
      .min(1)
      .default(7)
      .meta({ description: "Days since the end of the last run", stricter: "lower" }),
  }),
  reports: ({ deploymentTests }, { evidence }) => pathsOf(deploymentTests.get(evidence)),
  judge({ deploymentTests, workflows, step, now }, params) {
    const fact = deploymentTests.get(params.evidence);
    const expected = `.mltrl/evidence/${step.component}/${params.evidence}.yml`;
    if (fact === undefined) {
      return unavailable(
        "missing",
        `there is no result "${params.evidence}"; expected ${expected}, with the \`workflow\` that makes it`,
      );
    }
    if (fact.state === "unavailable") return fact;
    const test = fact.value;
    const { path, end, workflow: named } = test;
    if (named === undefined) {
      return unavailable("missing", `${path} does not say which \`workflow\` makes it`, { path });
    }
    const workflow = workflows.get(named);
    if (workflow === undefined || workflow.state === "unavailable") {
      return workflow ?? unavailable("missing", `${named} does not exist`, { path });
    }
    const { schedules } = workflow.value;
    if (schedules.length === 0) {
      return fail(`${named} has no \`schedule\`, so that nothing runs it regularly`, {
        path: named,
        seen: "on: no schedule",
      });
    }
    const bad = badOutcome(test, now);
    if (bad !== undefined) return bad;
    const validUntil = daysAfter(end, params["maximum-age"] + 1);
    if (validUntil <= now) {
      return unavailable(
        "stale",
        `the last run ended on ${end}; at most ${params["maximum-age"]} days ago is asked for`,
        { path },
      );
    }
    return {
      ...pass(
        `${named} runs at ${schedules.map((cron) => `"${cron}"`).join(", ")}, last until ${end}`,
        { path, seen: testText(test) },
        { path: named, seen: `schedule: ${schedules.join(", ")}` },
      ),
      validUntil,
    };
  },
});
