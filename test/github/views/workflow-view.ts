import {
  type Artifact,
  lastAttempt,
  type RunAttempt,
  type Workflow,
  type WorkflowJob,
} from "../state/actions.ts";
import type { World } from "../state/world.ts";
import { simpleUser } from "./account-view.ts";
import { pullRequestsAt } from "./check-view.ts";
import { repositoryPage, repositoryUrl, repositoryView } from "./repository-view.ts";
import type { ArtifactData, WorkflowData, WorkflowJobData, WorkflowRunData } from "./shapes.ts";

/** `workflow-run`, as an attempt of it stands; the commit is handed in, because views do not read git. */
export function workflowRunView(
  world: World,
  attempt: RunAttempt,
  headCommit: WorkflowRunData["head_commit"],
): WorkflowRunData {
  const { run } = attempt;
  const { repository, workflow, head, suite } = run;
  const actions = `${repositoryUrl(world, repository)}/actions`;
  const url = `${actions}/runs/${run.id}`;
  const page = `${repositoryPage(world, repository)}/actions/runs/${run.id}`;
  const own = attempt === lastAttempt(run) ? url : `${url}/attempts/${attempt.number}`;
  return {
    id: run.id,
    name: workflow.name,
    node_id: run.nodeId,
    head_branch: head.branch,
    head_sha: head.sha,
    path: run.path,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: workflow.id,
    check_suite_id: suite.id,
    check_suite_node_id: suite.nodeId,
    url: own,
    html_url: attempt === lastAttempt(run) ? page : `${page}/attempts/${attempt.number}`,
    // "Pull requests from forked repositories are not in this list."
    pull_requests:
      head.repository === repository ? pullRequestsAt(world, repository, head.sha) : [],
    created_at: run.createdAt,
    updated_at: attempt.updatedAt,
    actor: simpleUser(world, run.actor),
    run_attempt: attempt.number,
    referenced_workflows: attempt.referenced.map((one) => ({ ...one })),
    run_started_at: attempt.startedAt,
    triggering_actor: simpleUser(world, attempt.triggeringActor),
    jobs_url: `${own}/jobs`,
    logs_url: `${own}/logs`,
    check_suite_url: `${repositoryUrl(world, repository)}/check-suites/${suite.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt.number === 1 ? null : `${url}/attempts/${attempt.number - 1}`,
    workflow_url: `${actions}/${workflow.required ? "required_workflows" : "workflows"}/${workflow.id}`,
    head_commit: headCommit,
    repository: repositoryView(world, repository) as WorkflowRunData["repository"],
    head_repository: repositoryView(world, head.repository) as WorkflowRunData["head_repository"],
  };
}

/** `job`. */
export function workflowJobView(world: World, job: WorkflowJob): WorkflowJobData {
  const { checkRun, attempt } = job;
  const { run } = attempt;
  const url = repositoryUrl(world, run.repository);
  const started = checkRun.status === "queued" ? job.createdAt : checkRun.startedAt;
  return {
    id: checkRun.id,
    run_id: run.id,
    run_url: `${url}/actions/runs/${run.id}`,
    run_attempt: attempt.number,
    workflow_name: run.workflow.name,
    head_branch: run.head.branch,
    node_id: checkRun.nodeId,
    head_sha: run.head.sha,
    url: `${url}/actions/jobs/${checkRun.id}`,
    html_url: `${repositoryPage(world, run.repository)}/actions/runs/${run.id}/job/${checkRun.id}`,
    status: checkRun.status,
    conclusion: checkRun.conclusion as WorkflowJobData["conclusion"],
    created_at: job.createdAt,
    started_at: started,
    completed_at: checkRun.completedAt,
    name: checkRun.name,
    steps: job.steps.map((step) => ({
      ...step,
      status: "completed",
      started_at: started,
      completed_at: checkRun.completedAt,
    })),
    check_run_url: `${url}/check-runs/${checkRun.id}`,
    labels: ["ubuntu-latest"],
    runner_id: 1,
    runner_name: "GitHub Actions 1",
    runner_group_id: 0,
    runner_group_name: "GitHub Actions",
  };
}

/** `workflow`. */
export function workflowView(world: World, workflow: Workflow): WorkflowData {
  const page = repositoryPage(world, workflow.repository);
  return {
    id: workflow.id,
    node_id: workflow.nodeId,
    name: workflow.name,
    path: workflow.path,
    state: "active",
    created_at: workflow.createdAt,
    updated_at: workflow.createdAt,
    url: `${repositoryUrl(world, workflow.repository)}/actions/workflows/${workflow.id}`,
    html_url: `${page}/blob/${workflow.repository.defaultBranch}/${workflow.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

/** `artifact`; it names its run, never the attempt. */
export function artifactView(world: World, artifact: Artifact): ArtifactData {
  const { run } = artifact.attempt;
  const url = `${repositoryUrl(world, run.repository)}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: artifact.nodeId,
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: hasExpired(world, artifact),
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    workflow_run: {
      id: run.id,
      repository_id: run.repository.id,
      head_repository_id: run.head.repository.id,
      ...(run.head.branch === null ? {} : { head_branch: run.head.branch }),
      head_sha: run.head.sha,
    },
  };
}

/** After its time, 90 days unless the upload said less, only the name of an artifact is left. */
export function hasExpired(world: World, { expiresAt }: Artifact): boolean {
  return new Date(expiresAt) <= world.clock.now();
}
