import * as z from "zod";
import { unavailable } from "../model/fact.ts";
import { fail, pass } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";
import { pathsOf } from "./paths-of.ts";
import { badOutcome, daysBetween, testText } from "./deployment-outcome.ts";

/** A test in or beside production ran long enough, passed, and every regression is accepted. */
export const deploymentTest = defineKind({
  kind: "deployment-test",
  needs: ["deploymentTests", "step", "now"],
  params: z.strictObject({
    evidence: z.string().meta({
      description: "The name of the evidence: `.mltrl/evidence/<component>/<name>.yml`",
    }),
    "minimum-days": z
      .number()
      .min(0)
      .default(0)
      .meta({ description: "Days from start to end", stricter: "higher" }),
  }),
  reports: ({ deploymentTests }, { evidence }) => pathsOf(deploymentTests.get(evidence)),
  judge({ deploymentTests, step, now }, params) {
    const fact = deploymentTests.get(params.evidence);
    if (fact === undefined) {
      return unavailable(
        "missing",
        `there is no result "${params.evidence}"; expected .mltrl/evidence/${step.component}/${params.evidence}.yml`,
      );
    }
    if (fact.state === "unavailable") return fact;
    const test = fact.value;
    const bad = badOutcome(test, now);
    if (bad !== undefined) return bad;
    const seen = { path: test.path, seen: testText(test) };
    const days = daysBetween(test.start, test.end);
    return days < params["minimum-days"]
      ? fail(
          `the test ran for ${days} days; at least ${params["minimum-days"]} are asked for`,
          seen,
        )
      : pass(seen.seen, seen);
  },
});
