import type { Step } from "@actions/workflow-parser/model/workflow-template";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import { ExpressionFailure, isTruthy, type Scope } from "../expressions/evaluate.ts";
import {
  conditionHolds,
  resolveText,
  resolveTexts,
  resolveToken,
} from "../expressions/resolve-token.ts";
import { partOf, refuseOthers, unsupported } from "../workflow/parts.ts";
import type { Frame, JobState, StepEnd } from "./job-state.ts";
import { runAction } from "./run-action.ts";
import { stepLogOf } from "./run-command.ts";
import { runScript } from "./run-script.ts";

const known = new Set([
  "id",
  "name",
  "if",
  "run",
  "uses",
  "with",
  "env",
  "shell",
  "working-directory",
  "continue-on-error",
  "timeout-minutes", // every step is ended earlier here
]);

/** Runs steps in order; after a failure only those that ask for it. */
export async function runSteps(
  job: JobState,
  frame: Frame,
  steps: readonly Step[],
  sources: readonly TemplateToken[],
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const source = sources[index];
    refuseOthers(source, known, `${job.name}, step ${index + 1}`);
    const name = await runStep(job, frame, step, source);
    if (frame.actionFolder !== undefined) continue;
    const conclusion = frame.steps[step.id]?.conclusion ?? "skipped";
    job.steps.push({ name, number: job.steps.length + 1, conclusion });
  }
}

async function runStep(
  job: JobState,
  frame: Frame,
  step: Step,
  source: TemplateToken | undefined,
): Promise<string> {
  if (!("run" in step || "uses" in step)) throw unsupported(job.name, `steps like ${step.id}`);
  let named = step.id;
  let end: StepEnd = { succeeded: false, outputs: {} };
  let forgiven = false;
  try {
    named = nameOf(source, scopeOf(job, frame, {}));
    if (!conditionHolds(step.if, scopeOf(job, frame, {}))) {
      frame.steps[step.id] = { outputs: {}, outcome: "skipped", conclusion: "skipped" };
      return named;
    }
    const env = resolveTexts(step.env, scopeOf(job, frame, {}));
    const scope = scopeOf(job, frame, env);
    const allowance = partOf(source, "continue-on-error");
    forgiven = allowance !== undefined && isTruthy(resolveToken(allowance, scope));
    end = await doStep(job, frame, step, source, env, scope);
  } catch (error) {
    // An expression that has no value fails its step; what the runner does not know fails the test.
    if (!(error instanceof ExpressionFailure)) throw error;
    const log = stepLogOf(job);
    log.annotate("failure", error.message);
    job.annotations.push(...log.annotations);
  }
  const outcome = end.succeeded ? "success" : "failure";
  const conclusion = forgiven ? "success" : outcome;
  frame.steps[step.id] = { outputs: end.outputs, outcome, conclusion };
  if (conclusion === "failure") frame.status = "failure";
  return named;
}

async function doStep(
  job: JobState,
  frame: Frame,
  step: Step,
  source: TemplateToken | undefined,
  env: Readonly<Record<string, string>>,
  scope: Scope,
): Promise<StepEnd> {
  if ("uses" in step) {
    const inputs = resolveTexts(partOf(source, "with"), scope);
    return runAction(job, frame, { id: step.id, uses: step.uses.value, inputs, env }, runSteps);
  }
  return runScript(job, frame, {
    id: step.id,
    text: resolveText(partOf(source, "run"), scope) ?? "",
    shell: resolveText(partOf(source, "shell"), scope),
    workingDirectory: resolveText(partOf(source, "working-directory"), scope),
    env,
  });
}

/** What the expressions of a step see. */
export function scopeOf(job: JobState, frame: Frame, env: Readonly<Record<string, string>>): Scope {
  const github = job.contexts["github"] as Record<string, unknown>;
  const place = frame.actionFolder === undefined ? {} : { action_path: frame.actionFolder };
  return {
    status: frame.status,
    workspace: job.workspace,
    contexts: {
      ...job.contexts,
      github: { ...github, ...place },
      env: { ...job.env, ...frame.env, ...env },
      job: { ...(job.contexts["job"] as object), status: frame.status },
      steps: frame.steps,
      inputs: frame.inputs,
    },
  };
}

/** As people see it: its own name, or what it runs. */
function nameOf(source: TemplateToken | undefined, scope: Scope): string {
  const name = resolveText(partOf(source, "name"), scope);
  const text = resolveText(partOf(source, "run") ?? partOf(source, "uses"), scope) ?? "";
  return name ?? `Run ${text.trimStart().split("\n")[0] ?? ""}`;
}
