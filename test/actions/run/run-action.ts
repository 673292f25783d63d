import { join } from "node:path";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import type { Step } from "@actions/workflow-parser/model/workflow-template";
import { builtinActions } from "../builtin/builtin-actions.ts";
import { resolveText } from "../expressions/resolve-token.ts";
import { itemsOf, keysOf, partOf, unsupported } from "../workflow/parts.ts";
import { type ActionFile, readAction } from "../workflow/read-action.ts";
import type { Frame, JobState, StepEnd } from "./job-state.ts";
import { type Command, runCommand, stepLogOf } from "./run-command.ts";
import { actionVariables, stepVariables } from "./variables.ts";

export type ActionUse = {
  readonly id: string;
  readonly uses: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
};

/** Composite actions run steps, which use actions: the one is handed to the other. */
export type StepsRunner = (
  job: JobState,
  frame: Frame,
  steps: readonly Step[],
  sources: readonly TemplateToken[],
) => Promise<void>;

/** A `uses` step. */
export async function runAction(
  job: JobState,
  frame: Frame,
  use: ActionUse,
  runSteps: StepsRunner,
): Promise<StepEnd> {
  const [name = ""] = use.uses.split("@");
  stepLogOf(job).title(`Run ${use.uses}`);
  const builtin = builtinActions[name];
  if (builtin !== undefined) return builtin(job, use.inputs);
  const action = find(job, name, use.uses);
  if (action === undefined) return { succeeded: false, outputs: {} };
  const { runs } = action.template;
  if (runs.using === "composite") return runComposite(job, frame, use, action, runSteps);
  if (runs.using === "docker") throw unsupported(use.uses, "actions in containers");
  return runNode(job, frame, use, action);
}

/** A local action comes from what was checked out, any other from where the test says that it lies. */
function find(job: JobState, name: string, uses: string): ActionFile | undefined {
  if (!name.startsWith("./")) {
    const folder = job.run.options.actions?.[name];
    if (folder === undefined) throw unsupported(job.name, `${uses}: say where it lies`);
    return readAction(folder);
  }
  try {
    return readAction(join(job.workspace, name));
  } catch (error) {
    const log = stepLogOf(job);
    const message = error instanceof Error ? error.message : String(error);
    log.annotate(
      "failure",
      `${message}. Did you forget to run actions/checkout before running your local action?`,
    );
    job.annotations.push(...log.annotations);
    return undefined;
  }
}

async function runNode(
  job: JobState,
  frame: Frame,
  use: ActionUse,
  action: ActionFile,
): Promise<StepEnd> {
  const { runs } = action.template;
  if (!("main" in runs)) throw unsupported(use.uses, "this kind of action");
  if (runs.pre !== undefined) throw unsupported(use.uses, "pre steps");
  const inputs = Object.entries(inputsOf(job, frame, use, action)).map(
    ([input, value]) => [`INPUT_${input.replaceAll(" ", "_").toUpperCase()}`, value] as const,
  );
  const command = (script: string, state: Readonly<Record<string, string>>): Command => ({
    command: process.execPath,
    args: [join(action.folder, script)],
    folder: job.workspace,
    variables: {
      ...stepVariables(job, { ...frame, actionFolder: action.folder }, use.env, use.id),
      ...actionVariables(job),
      ...(Object.fromEntries(inputs) as Record<string, string>),
      ...state,
    },
  });
  const end = await runCommand(job, command(runs.main, {}));
  const { post } = runs;
  if (post !== undefined) {
    const state = Object.entries(end.state).map(([key, value]) => [`STATE_${key}`, value] as const);
    job.posts.push({
      name: `Post ${use.uses}`,
      condition: runs.postIf ?? "always()",
      frame,
      work: async () => runCommand(job, command(post, Object.fromEntries(state))),
    });
  }
  return end;
}

async function runComposite(
  job: JobState,
  outer: Frame,
  use: ActionUse,
  action: ActionFile,
  runSteps: StepsRunner,
): Promise<StepEnd> {
  const { runs } = action.template;
  if (!("steps" in runs)) throw unsupported(use.uses, "this kind of action");
  const frame: Frame = {
    status: "success",
    steps: {},
    inputs: inputsOf(job, outer, use, action),
    env: { ...outer.env, ...use.env },
    actionFolder: action.folder,
  };
  await runSteps(job, frame, runs.steps, itemsOf(partOf(action.source, "runs", "steps")));
  const scope = {
    status: frame.status,
    contexts: { ...job.contexts, steps: frame.steps, inputs: frame.inputs },
  };
  const outputs = keysOf(partOf(action.source, "outputs")).map((name) => {
    const value = resolveText(partOf(action.source, "outputs", name, "value"), scope);
    return [name, value ?? ""] as const;
  });
  return { succeeded: frame.status === "success", outputs: Object.fromEntries(outputs) };
}

/** What was given, and the defaults of all others. */
function inputsOf(
  job: JobState,
  frame: Frame,
  use: ActionUse,
  { source, template }: ActionFile,
): Record<string, string> {
  const scope = { status: frame.status, contexts: { ...job.contexts, inputs: frame.inputs } };
  const declared = (template.inputs ?? []).map(({ id }) => {
    const token = partOf(source, "inputs", id, "default");
    return [id, use.inputs[id] ?? resolveText(token, scope) ?? ""] as const;
  });
  const strange = Object.keys(use.inputs).filter((id) => !declared.some(([name]) => name === id));
  if (strange.length > 0) {
    const log = stepLogOf(job);
    const valid = declared.map(([name]) => `'${name}'`).join(", ");
    log.annotate(
      "warning",
      `Unexpected input(s) '${strange.join("', '")}', valid inputs are [${valid}]`,
    );
    job.annotations.push(...log.annotations);
  }
  return { ...use.inputs, ...Object.fromEntries(declared) };
}
