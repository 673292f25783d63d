import { lastAttempt, type WorkflowRun } from "../state/actions.ts";
import type { Repository, RequiredWorkflow } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { activeRules, rulesOfType } from "./active-rules.ts";
import type { RequiredState } from "./required-checks.ts";

/** Page "Available rules for rulesets": a required workflow runs for these events alone, whatever else it listens to. */
const EVENTS = new Set(["pull_request", "pull_request_target", "merge_group"]);

/** The workflows that rulesets require for a branch. */
export function requiredWorkflows(
  repository: Repository,
  branch: string,
): readonly RequiredWorkflow[] {
  const rules = activeRules(repository, `refs/heads/${branch}`);
  return rulesOfType(rules, "workflows").flatMap(({ parameters }) => parameters.workflows);
}

/** Why no ruleset starts a workflow; undefined where one does. */
export function whyNotRequired(
  repository: Repository,
  { branch, path, event }: { readonly branch: string; readonly path: string; readonly event: string }, // prettier-ignore
): string | undefined {
  if (!EVENTS.has(event)) return `Required workflows do not run for ${event}`;
  return requiredWorkflows(repository, branch).some((each) => each.path === path)
    ? undefined
    : `No ruleset of ${branch} requires ${path}`;
}

/** How a required workflow stands on a commit: its latest run decides. */
export function requiredWorkflowState(
  world: World,
  repository: Repository,
  sha: string,
  { path }: RequiredWorkflow,
): RequiredState {
  const latest = [...world.workflowRuns.values()].findLast(
    (run) => run.repository === repository && run.head.sha === sha && isOf(run, path),
  );
  if (latest === undefined) return "expected";
  const { status, conclusion } = lastAttempt(latest);
  if (status !== "completed") return "pending";
  return conclusion === "success" ? "passing" : "failing";
}

function isOf({ workflow }: WorkflowRun, path: string): boolean {
  return workflow.required && workflow.path === path;
}

/** The line of the merge box about one; undefined where it passes. */
export function workflowComplaint(
  state: RequiredState,
  { path }: RequiredWorkflow,
): string | undefined {
  if (state === "passing") return undefined;
  const wording = { expected: "is expected", failing: "is failing", pending: "is in progress" };
  return `Required workflow "${path}" ${wording[state]}.`;
}
