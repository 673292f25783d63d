import type { RunAttempt, WorkflowJob } from "../state/actions.ts";
import type { World } from "../state/world.ts";
import { simpleCommit } from "../views/commit-view.ts";
import type { WorkflowRunData } from "../views/shapes.ts";
import { workflowJobView, workflowRunView, workflowView } from "../views/workflow-view.ts";

/** A run as an attempt of it stands, with its commit. */
export async function runView(world: World, attempt: RunAttempt): Promise<WorkflowRunData> {
  const { repository, head } = attempt.run;
  const commit = await repository.objects.commit(head.sha);
  return workflowRunView(world, attempt, commit === undefined ? null : simpleCommit(commit));
}

/** `workflow_run`; `completed` comes whatever the conclusion. */
export async function announceRun(
  world: World,
  attempt: RunAttempt,
  action: "requested" | "in_progress" | "completed",
): Promise<void> {
  const { run } = attempt;
  world.publish({
    event: "workflow_run",
    action,
    sender: attempt.triggeringActor,
    repository: run.repository,
    payload: {
      workflow_run: await runView(world, attempt),
      workflow: workflowView(world, run.workflow),
    },
  });
}

/** `workflow_job`. */
export function announceJob(
  world: World,
  job: WorkflowJob,
  action: "queued" | "in_progress" | "completed",
): void {
  const { attempt } = job;
  world.publish({
    event: "workflow_job",
    action,
    sender: attempt.triggeringActor,
    repository: attempt.run.repository,
    payload: { workflow_job: workflowJobView(world, job) },
  });
}
