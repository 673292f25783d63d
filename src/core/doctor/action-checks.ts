import { ACTION_CHECKS } from "../model/actions-app.ts";
import type { Diagnosis } from "../model/doctor.ts";
import { requiredIn } from "../setup/required-in.ts";
import type { Asked } from "./required-checks.ts";

/** The rule of organisations that runs a workflow of theirs whatever files a pull request changes. */
const REQUIRED_WORKFLOWS = "workflows";

/** Whether branches rely on checks that a pull request's own workflow makes. */
export function diagnoseActionChecks({ rules, protections }: Asked): readonly Diagnosis[] {
  const byRules = [...rules].flatMap(([branch, read]) =>
    read.state === "known" && !read.value.some(({ type }) => type === REQUIRED_WORKFLOWS)
      ? [{ branch, asked: read.value.flatMap(requiredIn) }]
      : [],
  );
  const byProtection = protections.state === "known" ? protections.value : [];
  const said = [
    ...byRules,
    ...byProtection.map(({ branch, checks }) => ({ branch, asked: checks })),
  ].flatMap(({ branch, asked }) =>
    asked
      .filter(({ name }) => name.startsWith(ACTION_CHECKS))
      .map(({ name }) => `${branch} requires ${name}`),
  );
  return [...new Set(said)].map((requires) => ({
    point: "required",
    outcome: "advice",
    says: `${requires}, which a workflow makes: a pull request that edits the workflow makes it as it likes.`,
    mend: `let a ruleset of the organisation require the workflow ("Require workflows to pass before merging"), or require the App's mltrl/ check instead`,
  }));
}
