import type { WorkflowJob } from "@actions/workflow-parser/model/workflow-template";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";
import { asText } from "../expressions/data.ts";
import type { Scope, Status } from "../expressions/evaluate.ts";
import { isTruthy } from "../expressions/evaluate.ts";
import { conditionHolds, resolveText, resolveToken } from "../expressions/resolve-token.ts";
import { combinationsOf, matrixName } from "../workflow/matrix.ts";
import { partOf } from "../workflow/parts.ts";
import { defaultPermissions, permissionsOf } from "../workflow/permissions.ts";
import type { WorkflowFile } from "../workflow/read-workflow.ts";
import { callWorkflow } from "./call-workflow.ts";
import type { JobEnd, Level } from "./model.ts";
import { runJob } from "./run-job.ts";

/** Runs the jobs of a workflow, each once those it needs have ended. */
export async function runJobs(level: Level): Promise<Record<string, JobEnd>> {
  const ends: Record<string, JobEnd> = {};
  const waiting = [...level.workflow.jobs];
  for (;;) {
    const next = waiting.findIndex((job) => needsOf(job).every((id) => id in ends));
    const [job] = next < 0 ? [] : waiting.splice(next, 1);
    if (job === undefined) return ends;
    ends[job.id.value] = await runOne(level, job, ends);
  }
}

async function runOne(
  level: Level,
  job: WorkflowJob,
  ends: Readonly<Record<string, JobEnd>>,
): Promise<JobEnd> {
  const { run } = level;
  const source = partOf(level.workflow.source, "jobs", job.id.value);
  const needs = Object.fromEntries(needsOf(job).map((id) => [id, ends[id]]));
  const contexts = {
    github: run.context,
    vars: run.options.vars ?? {},
    secrets: level.secrets,
    inputs: level.inputs,
    needs,
  };
  const scope: Scope = { contexts, status: statusOf(level.workflow, job, ends) };
  if (!conditionHolds(job.if, scope)) {
    const name = level.prefix + (resolveText(partOf(source, "name"), scope) ?? job.id.value);
    await run.options.github.skipJob({ run: run.id, name });
    const nothing = { outputs: {}, steps: [], annotations: [], summary: "", log: "" };
    run.results.push({ id: job.id.value, name, conclusion: "skipped", ...nothing });
    return { result: "skipped", outputs: {} };
  }
  const token = partOf(source, "strategy", "matrix");
  const matrix = token === undefined ? undefined : resolveToken(token, scope);
  const sisters: JobEnd[] = [];
  for (const combination of combinationsOf(matrix as Record<string, unknown> | undefined)) {
    const mine = { ...contexts, matrix: combination, strategy: {} };
    const named = resolveText(partOf(source, "name"), { ...scope, contexts: mine });
    const name = level.prefix + (named ?? matrixName(job.id.value, combination));
    sisters.push(await runSister(level, job, source, name, mine));
  }
  const failed = sisters.find(({ result }) => result !== "success");
  const outputs: Record<string, string> = Object.assign({}, ...sisters.map((one) => one.outputs));
  return { result: failed?.result ?? "success", outputs };
}

async function runSister(
  level: Level,
  job: WorkflowJob,
  source: TemplateToken | undefined,
  name: string,
  contexts: Readonly<Record<string, unknown>>,
): Promise<JobEnd> {
  const permissions =
    permissionsOf(partOf(source, "permissions")) ??
    permissionsOf(partOf(level.workflow.source, "permissions")) ??
    level.most ??
    defaultPermissions;
  if (job.type === "reusableWorkflowJob")
    return callWorkflow(level, { job, source, name, permissions, contexts }, runJobs);
  const { run, workflow } = level;
  const result =
    run.kept.find((one) => one.name === name) ??
    (await runJob({ run, workflow, job, source, name, permissions, contexts }));
  run.results.push(result);
  const allowance = partOf(source, "continue-on-error");
  const forgiven =
    allowance !== undefined && isTruthy(resolveToken(allowance, { contexts, status: "success" }));
  const { outputs } = result;
  return { result: forgiven ? "success" : result.conclusion, outputs: texts(outputs) };
}

function texts(outputs: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, asText(value)]));
}

function needsOf({ needs }: WorkflowJob): string[] {
  return (needs ?? []).map(({ value }) => value);
}

/** What `success()` and `failure()` of a job's condition look at: all jobs that stand before it. */
function statusOf(
  { jobs }: WorkflowFile,
  job: WorkflowJob,
  ends: Readonly<Record<string, JobEnd>>,
): Status {
  const before = new Set<string>();
  const collect = (ids: readonly string[]): void => {
    for (const id of ids) {
      if (before.has(id)) continue;
      before.add(id);
      const found = jobs.find((one) => one.id.value === id);
      if (found !== undefined) collect(needsOf(found));
    }
  };
  collect(needsOf(job));
  const results = new Set([...before].map((id) => ends[id]?.result));
  for (const worse of ["failure", "cancelled", "skipped"] as const)
    if (results.has(worse)) return worse;
  return "success";
}
