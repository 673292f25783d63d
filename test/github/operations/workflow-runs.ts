import { randomUUID } from "node:crypto";
import {
  lastAttempt,
  type ReferencedWorkflow,
  type RunAttempt,
  type RunConclusion,
  type Workflow,
  type WorkflowRun,
} from "../state/actions.ts";
import type { App, Repository, User } from "../state/nouns.ts";
import { fullName } from "../state/repository.ts";
import { nodeId, type World } from "../state/world.ts";
import { announceRun } from "./announce-runs.ts";
import { addSuite } from "./check-suites.ts";
import { addJob, finishJob } from "./workflow-jobs.ts";

export type NewRun = {
  readonly repository: Repository;
  /** Path of the workflow's file. */
  readonly workflow: string;
  /** Whether a ruleset asked for it. */
  readonly required: boolean;
  /** What the API shows as the path, where that is not the plain one. */
  readonly path: string;
  readonly name: string;
  readonly event: string;
  readonly title: string;
  readonly head: WorkflowRun["head"];
  readonly actor: User;
  readonly referenced: readonly ReferencedWorkflow[];
  readonly jobs: readonly string[];
};

/** Something happened that a workflow listens to: its run is queued, in a check suite of its own. */
export async function startRun(world: World, app: App, wanted: NewRun): Promise<WorkflowRun> {
  const { repository, head, event, title, actor, path } = wanted;
  const workflow = workflowAt(world, wanted);
  const id = world.nextId();
  const run: WorkflowRun = {
    kind: "WorkflowRun",
    id,
    nodeId: nodeId("WorkflowRun", id),
    repository,
    workflow,
    path,
    number: (workflow.runs += 1),
    event,
    title,
    head,
    actor,
    suite: addSuite(world, repository, app, head.sha, { branch: head.branch, before: null }),
    attempts: [],
    createdAt: world.clock.iso(),
  };
  world.workflowRuns.set(id, run);
  const attempt = addAttempt(world, run, actor, wanted.referenced);
  await announceRun(world, attempt, "requested");
  for (const name of wanted.jobs) await addJob(world, attempt, name);
  return run;
}

/** Which jobs a re-run is of: those that succeeded may stay as they are. */
export type RerunScope = "all jobs" | "failed jobs";

/** Jobs again, under the same number; no webhook says that it was requested. */
export async function rerun(
  world: World,
  run: WorkflowRun,
  by: User,
  scope: RerunScope,
): Promise<RunAttempt> {
  const last = lastAttempt(run);
  if (last.status !== "completed") throw new Error(`Run ${run.id} is still ${last.status}`);
  const attempt = addAttempt(world, run, by, last.referenced);
  for (const job of last.jobs) {
    const { name, conclusion } = job.checkRun;
    if (scope === "failed jobs" && conclusion === "success") attempt.jobs.push(job);
    else await addJob(world, attempt, name);
  }
  // No event of GitHub's: a runner that watches has to hear of it as well.
  world.triggers?.push({
    event: "rerun",
    action: undefined,
    repository: fullName(run.repository),
    actor: by.login,
    payload: { run: run.id, attempt: attempt.number, scope },
  });
  return attempt;
}

/** A runner has taken a job of the run. */
export async function beginRun(world: World, attempt: RunAttempt): Promise<void> {
  if (attempt.status !== "queued") return;
  attempt.status = "in_progress";
  attempt.updatedAt = world.clock.iso();
  await announceRun(world, attempt, "in_progress");
}

/** The end of a run: jobs that still stand open share its conclusion, which else follows from them. */
export async function finishRun(
  world: World,
  attempt: RunAttempt,
  conclusion: RunConclusion = conclusionOf(attempt),
): Promise<RunConclusion> {
  await beginRun(world, attempt);
  for (const job of attempt.jobs) {
    if (job.checkRun.status === "completed") continue;
    const its = conclusion === "startup_failure" ? "failure" : conclusion;
    await finishJob(world, job, { conclusion: its });
  }
  attempt.status = "completed";
  attempt.conclusion = conclusion;
  attempt.updatedAt = world.clock.iso();
  await announceRun(world, attempt, "completed");
  return conclusion;
}

function conclusionOf({ jobs }: RunAttempt): RunConclusion {
  const conclusions = jobs.map(({ checkRun }) => checkRun.conclusion ?? "success");
  for (const worse of ["failure", "cancelled"] as const)
    if (conclusions.includes(worse)) return worse;
  return conclusions.length > 0 && conclusions.every((one) => one === "skipped")
    ? "skipped"
    : "success";
}

function addAttempt(
  world: World,
  run: WorkflowRun,
  triggeringActor: User,
  referenced: readonly ReferencedWorkflow[],
): RunAttempt {
  const now = world.clock.iso();
  const attempt: RunAttempt = {
    number: run.attempts.length + 1,
    run,
    triggeringActor,
    referenced,
    jobs: [],
    backendId: randomUUID(),
    status: "queued",
    conclusion: null,
    startedAt: now,
    updatedAt: now,
  };
  run.attempts.push(attempt);
  return attempt;
}

function workflowAt(world: World, wanted: NewRun): Workflow {
  const { repository, workflow: path, required, name } = wanted;
  for (const known of world.workflows.values()) {
    if (known.repository !== repository || known.path !== path || known.required !== required)
      continue;
    known.name = name;
    return known;
  }
  const id = world.nextId();
  const createdAt = world.clock.iso();
  const workflow = {
    id,
    nodeId: nodeId("Workflow", id),
    repository,
    path,
    required,
    name,
    runs: 0,
    createdAt,
  };
  world.workflows.set(id, workflow);
  return workflow;
}
