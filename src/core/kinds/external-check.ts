import * as z from "zod";
import type { CheckRun } from "../model/change.ts";
import { unavailable } from "../model/fact.ts";
import { type Evidence, fail, pass, pending } from "../model/finding.ts";
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
  }),
  judge({ checkRuns }, { check, app }) {
    const named = checkRuns.filter(({ name, own }) => name === check && !own);
    const runs = named.filter((run) => run.app.id === app || run.app.slug === app);
    const strangers = named.filter((run) => !runs.includes(run));
    const aside =
      strangers.length > 0
        ? `; a run of that name by ${[...new Set(strangers.map((run) => run.app.slug))].join(", ")} does not count`
        : "";
    if (runs.length === 0) {
      return unavailable(
        "missing",
        `no check "${check}" by ${app} ran on this head${aside}; add a job of that name to CI, or set \`check\` and \`app\` to yours`,
      );
    }
    const bad = runs.filter((run) => run.status === "completed" && run.conclusion !== "success");
    const skipped = bad.filter(({ conclusion = "" }) => NOT_RUN.has(conclusion));
    if (bad.length > skipped.length) {
      return fail(`the check "${check}" did not succeed${aside}`, ...bad.map(seen));
    }
    const running = runs.filter(({ status }) => status !== "completed");
    if (running.length > 0) {
      return pending("ci", `the check "${check}" is running${aside}`, ...running.map(seen));
    }
    if (skipped.length > 0) {
      return unavailable(
        "missing",
        `the check "${check}" was ${skipped[0]?.conclusion}, which shows nothing${aside}`,
      );
    }
    return pass(`the check "${check}" succeeded${aside}`, ...runs.map(seen));
  },
});

/** Conclusions that say that nothing was found out. */
const NOT_RUN: ReadonlySet<string> = new Set(["skipped", "neutral", "stale", ""]);

function seen(run: CheckRun): Evidence {
  return { path: run.name, seen: `${run.app.slug}: ${run.conclusion ?? run.status}` };
}
