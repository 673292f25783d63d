import * as z from "zod";
import type { CheckRun } from "../model/change.ts";
import { unavailable } from "../model/fact.ts";
import { fail, pass, pending } from "../model/finding.ts";
import { defineKind } from "./define-kind.ts";

/** A check of another app succeeded on this head. The app is part of the claim: a name proves nothing. */
export const externalCheck = defineKind({
  kind: "external-check",
  needs: ["checkRuns"],
  params: z.strictObject({
    check: z.string().min(1).meta({ description: "Name of the check run, a job's for Actions" }),
    app: z
      .union([z.string().min(1), z.int().positive()])
      .default("github-actions")
      .meta({ description: "Slug or id of the app that must have run it" }),
    conclusions: z
      .array(z.enum(["success", "neutral", "skipped"]))
      .min(1)
      .default(["success"])
      .meta({ description: "What counts as success", stricter: "fewer" }),
  }),
  judge({ checkRuns }, { check, app, conclusions }) {
    const named = checkRuns.filter(({ name, own }) => name === check && !own);
    const runs = named.filter((run) => run.app.id === app || run.app.slug === app);
    const strangers = named.filter((run) => !runs.includes(run));
    const aside =
      strangers.length > 0
        ? `; a run of that name by ${[...new Set(strangers.map((run) => run.app.slug))].join(", ")} does not count`
        : "";
    if (runs.length === 0) {
      return unavailable(
        "awaited",
        `no check "${check}" by ${app} ran on this head${aside}; add a job of that name to CI, or set \`check\` and \`app\` to yours`,
      );
    }
    const counts = ({ conclusion }: CheckRun): boolean =>
      conclusions.some((each) => each === conclusion);
    const bad = runs.filter((run) => run.status === "completed" && !counts(run));
    const skipped = bad.filter(({ conclusion = "" }) => NOT_RUN.has(conclusion));
    if (bad.length > skipped.length) {
      return fail(
        `the check "${check}" ended with ${bad.map(({ conclusion }) => conclusion).join(", ")}${aside}`,
      );
    }
    const running = runs.filter(({ status }) => status !== "completed");
    if (running.length > 0) {
      return pending("ci", `the check "${check}" is running${aside}`);
    }
    if (skipped.length > 0) {
      return unavailable(
        "missing",
        `the check "${check}" was ${skipped[0]?.conclusion ?? "left without a conclusion"}, which shows nothing${aside}`,
      );
    }
    const ended = new Set(runs.map(({ conclusion = "" }) => conclusion));
    return pass(
      ended.size === 1 && ended.has("success")
        ? `the check "${check}" succeeded${aside}`
        : `the check "${check}" ended with ${[...ended].join(" and ")}, which the policy takes for success${aside}`,
    );
  },
});

/** Conclusions that say that nothing was found out. */
const NOT_RUN: ReadonlySet<string> = new Set(["skipped", "neutral", "stale", ""]);
