import { randomUUID } from "node:crypto";
import type { JobOutcome, RunAttempt, WorkflowJob } from "../state/actions.ts";
import type { World } from "../state/world.ts";
import { announceJob } from "./announce-runs.ts";
import { addCheckRun, updateCheckRun } from "./check-runs.ts";

/** A job that waits for a runner; a check run of the Actions App shows it. */
export async function addJob(
  world: World,
  attempt: RunAttempt,
  name: string,
): Promise<WorkflowJob> {
  const checkRun = await addCheckRun(world, attempt.run.suite, name, { status: "queued" });
  const job: WorkflowJob = {
    attempt,
    checkRun,
    backendId: randomUUID(),
    token: null,
    steps: [],
    createdAt: world.clock.iso(),
  };
  attempt.jobs.push(job);
  world.workflowJobs.set(checkRun.id, job);
  announceJob(world, job, "queued");
  return job;
}

/** A runner works on the job. */
export async function beginJob(world: World, job: WorkflowJob): Promise<void> {
  const { checkRun } = job;
  const begun = { status: "in_progress", started_at: world.clock.iso() } as const;
  await updateCheckRun(world, checkRun.suite.app, checkRun, begun);
  announceJob(world, job, "in_progress");
}

/** The job ended. */
export async function finishJob(
  world: World,
  job: WorkflowJob,
  { conclusion, steps = [], annotations = [] }: JobOutcome,
): Promise<void> {
  const { checkRun } = job;
  job.steps = steps;
  if (job.token !== null) world.tokens.delete(job.token);
  job.token = null;
  checkRun.annotations.push(...annotations);
  // `stale` is set by GitHub alone and never on a job.
  const ending = conclusion === "stale" ? "neutral" : conclusion;
  await updateCheckRun(world, checkRun.suite.app, checkRun, { conclusion: ending });
  announceJob(world, job, "completed");
}
