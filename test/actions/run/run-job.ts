import type { Job } from "@actions/workflow-parser/model/workflow-template";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import { type Scope, evaluate, isTruthy } from "../expressions/evaluate.ts";
import { resolveText, resolveTexts, resolveToken } from "../expressions/resolve-token.ts";
import { itemsOf, partOf, refuseOthers, unsupported } from "../workflow/parts.ts";
import type { WorkflowFile } from "../workflow/read-workflow.ts";
import { type Frame, jobFolders, type JobState } from "./job-state.ts";
import type { JobResult, Permissions, Run } from "./model.ts";
import { runSteps, scopeOf } from "./run-steps.ts";

const known = new Set([
  "name",
  "needs",
  "if",
  "runs-on",
  "permissions",
  "env",
  "defaults",
  "outputs",
  "strategy",
  "steps",
  "continue-on-error",
  "concurrency", // see read-workflow.ts
  "timeout-minutes", // every step is ended earlier here
]);

export type JobWish = {
  readonly run: Run;
  readonly workflow: WorkflowFile;
  readonly job: Job;
  readonly source: TemplateToken | undefined;
  /** With the names of its callers in front. */
  readonly name: string;
  readonly permissions: Permissions;
  /** `needs`, `matrix`, `strategy`, `inputs`, `secrets`. */
  readonly contexts: Readonly<Record<string, unknown>>;
};

/** Runs a job on a machine of its own: folders, token and variables are fresh. */
export async function runJob(wish: JobWish): Promise<JobResult> {
  const { run, job, source, name, permissions } = wish;
  const { github } = run.options;
  refuseOthers(source, known, name);
  const { job: id, ...means } = await github.startJob({
    run: run.id,
    name,
    permissions: { ...permissions },
  });
  const state = prepare(wish, means);
  const frame: Frame = {
    status: "success",
    steps: {},
    inputs: (wish.contexts["inputs"] ?? {}) as Record<string, unknown>,
    env: {},
    actionFolder: undefined,
  };
  await runSteps(state, frame, job.steps, itemsOf(partOf(source, "steps")));
  await runPosts(state, frame);
  const conclusion = frame.status === "success" ? "success" : "failure";
  const { steps, annotations, summaries, log } = state;
  await github.finishJob({ job: id, conclusion, steps, annotations });
  return {
    id: job.id.value,
    name,
    conclusion,
    outputs: resolveTexts(job.outputs, scopeOf(state, frame, {})),
    steps,
    annotations,
    summary: summaries.join("\n"),
    log: log.join("\n"),
  };
}

type Means = { readonly token: string; readonly runtimeToken: string; readonly resultsUrl: string };

function prepare(wish: JobWish, means: Means): JobState {
  const { run, workflow, job, source, name } = wish;
  const folders = jobFolders(run, name);
  const contexts = {
    ...wish.contexts,
    secrets: { ...(wish.contexts["secrets"] as object), GITHUB_TOKEN: means.token },
    github: {
      ...run.context,
      job: job.id.value,
      token: means.token,
      workspace: folders.workspace,
    },
    job: identityOf(workflow),
    runner: {
      name: "GitHub Actions 1",
      os: "Linux",
      arch: "X64",
      temp: folders.temp,
      tool_cache: `${folders.home}/tools`,
      environment: "github-hosted",
    },
  };
  const scope: Scope = { contexts, status: "success" };
  checkMachine(name, partOf(source, "runs-on"), scope);
  const outer = resolveTexts(partOf(workflow.source, "env"), scope);
  const inner: Scope = { ...scope, contexts: { ...contexts, env: outer } };
  const defaults = (key: string) =>
    resolveText(partOf(source, "defaults", "run", key), inner) ??
    resolveText(partOf(workflow.source, "defaults", "run", key), inner);
  return {
    run,
    id: job.id.value,
    name,
    ...means,
    permissions: wish.permissions,
    ...folders,
    contexts,
    env: { ...outer, ...resolveTexts(job.env, inner) },
    paths: [],
    masks: new Set([means.token, means.runtimeToken, ...Object.values(run.secrets)]),
    posts: [],
    steps: [],
    annotations: [],
    summaries: [],
    log: [],
    shell: defaults("shell"),
    workingDirectory: defaults("working-directory"),
  };
}

/** Which file defines the job, and which commit it is of: page "Contexts reference", `job` context. */
function identityOf({ origin, path }: WorkflowFile): Record<string, string> {
  const [repository = "", sha = ""] = origin.split("@");
  return {
    status: "success",
    workflow_ref: `${repository}/${path}@${sha}`,
    workflow_repository: repository,
    workflow_sha: sha,
    workflow_file_path: path,
  };
}

function checkMachine(name: string, token: TemplateToken | undefined, scope: Scope): void {
  const labels = [token === undefined ? [] : resolveToken(token, scope)].flat();
  if (!labels.every((label) => String(label).startsWith("ubuntu-")))
    throw unsupported(name, `machines other than ubuntu: ${labels.join(", ")}`);
}

async function runPosts(job: JobState, frame: Frame): Promise<void> {
  for (const post of job.posts.toReversed()) {
    const holds = isTruthy(evaluate(post.condition, scopeOf(job, frame, {})));
    const end = holds ? await post.work() : undefined;
    const conclusion = end === undefined ? "skipped" : end.succeeded ? "success" : "failure";
    job.steps.push({ name: post.name, number: job.steps.length + 1, conclusion });
    if (conclusion === "failure") frame.status = "failure";
  }
}
