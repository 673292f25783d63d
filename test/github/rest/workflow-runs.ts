import { ApiError, notFound } from "../api-error.ts";
import { dispatchWorkflow } from "../operations/dispatch-workflow.ts";
import { runView } from "../operations/announce-runs.ts";
import { rerun } from "../operations/workflow-runs.ts";
import { lastAttempt, type RunAttempt, type Workflow, type WorkflowRun } from "../state/actions.ts";
import type { Repository } from "../state/nouns.ts";
import { workflowJobView, workflowView } from "../views/workflow-view.ts";
import { object, requiredText } from "./body.ts";
import {
  type Call,
  numberParameter,
  parameter,
  type Reply,
  repositoryRoute,
  type Route,
  sender,
} from "./call.ts";
import { countedReply } from "./page.ts";

const read = { permission: "actions", level: "read" } as const;
const write = { permission: "actions", level: "write" } as const;

/** Pages "REST API endpoints for workflow runs", "… workflow jobs" and "… workflows". */
export const workflowRunRoutes: readonly Route[] = [
  repositoryRoute("GET", "/actions/runs", read, async (call, repository) =>
    listRuns(call, runsOf(call, repository)),
  ),
  repositoryRoute("GET", "/actions/workflows", read, async (call, repository) =>
    countedReply(call, "workflows", workflowsOf(call, repository), (one) =>
      workflowView(call.world, one),
    ),
  ),
  repositoryRoute("GET", "/actions/workflows/{workflow}", read, (call, repository) => ({
    status: 200,
    body: workflowView(call.world, workflowOf(call, repository)),
  })),
  repositoryRoute("GET", "/actions/workflows/{workflow}/runs", read, async (call, repository) => {
    const workflow = workflowOf(call, repository);
    return listRuns(
      call,
      runsOf(call, repository).filter((run) => run.workflow === workflow),
    );
  }),
  repositoryRoute(
    "POST",
    "/actions/workflows/{workflow}/dispatches",
    write,
    async (call, repository) => {
      const known = workflowsOf(call, repository).find(
        ({ id }) => String(id) === parameter(call, "workflow"),
      );
      const workflow = known?.path ?? parameter(call, "workflow");
      const wanted = {
        workflow,
        ref: requiredText(call.body, "ref"),
        inputs: object(call.body, "inputs") ?? {},
      };
      await dispatchWorkflow(call.world, repository, wanted, sender(call));
      return { status: 204 };
    },
  ),
  repositoryRoute("GET", "/actions/runs/{run}", read, async (call, repository) =>
    shown(call, lastAttempt(runOf(call, repository))),
  ),
  repositoryRoute("GET", "/actions/runs/{run}/attempts/{attempt}", read, async (call, repository) =>
    shown(call, attemptOf(call, repository)),
  ),
  repositoryRoute("GET", "/actions/runs/{run}/jobs", read, async (call, repository) => {
    const run = runOf(call, repository);
    const all = call.url.searchParams.get("filter") === "all";
    return listJobs(call, all ? run.attempts : [lastAttempt(run)]);
  }),
  repositoryRoute(
    "GET",
    "/actions/runs/{run}/attempts/{attempt}/jobs",
    read,
    async (call, repository) => listJobs(call, [attemptOf(call, repository)]),
  ),
  repositoryRoute("GET", "/actions/jobs/{job}", read, (call, repository) => {
    const job = call.world.workflowJobs.get(numberParameter(call, "job"));
    if (job === undefined || job.attempt.run.repository !== repository) throw notFound();
    return { status: 200, body: workflowJobView(call.world, job) };
  }),
  ...(
    [
      ["rerun", "all jobs"],
      ["rerun-failed-jobs", "failed jobs"],
    ] as const
  ).map(([name, scope]) =>
    repositoryRoute("POST", `/actions/runs/{run}/${name}`, write, async (call, repository) => {
      const run = runOf(call, repository);
      if (lastAttempt(run).status !== "completed")
        throw new ApiError(403, "This workflow is already running");
      await rerun(call.world, run, sender(call), scope);
      return { status: 201, body: {} };
    }),
  ),
];

/** The run that the path names. */
export function runOf(call: Call, repository: Repository): WorkflowRun {
  const run = call.world.workflowRuns.get(numberParameter(call, "run"));
  if (run === undefined || run.repository !== repository) throw notFound();
  return run;
}

function attemptOf(call: Call, repository: Repository): RunAttempt {
  const wanted = numberParameter(call, "attempt");
  const attempt = runOf(call, repository).attempts.find(({ number }) => number === wanted);
  if (attempt === undefined) throw notFound();
  return attempt;
}

async function shown(call: Call, attempt: RunAttempt): Promise<Reply> {
  return { status: 200, body: await asWanted(call, attempt) };
}

async function asWanted(call: Call, attempt: RunAttempt): Promise<unknown> {
  const view = await runView(call.world, attempt);
  const plain = call.url.searchParams.get("exclude_pull_requests") === "true";
  return plain ? { ...view, pull_requests: [] } : view;
}

/** A workflow goes by its id or by the name of its file. */
function workflowOf(call: Call, repository: Repository): Workflow {
  const wanted = parameter(call, "workflow");
  const found = workflowsOf(call, repository).find(
    ({ id, path }) => String(id) === wanted || path.endsWith(`/${wanted}`),
  );
  if (found === undefined) throw notFound();
  return found;
}

function workflowsOf(call: Call, repository: Repository): Workflow[] {
  return [...call.world.workflows.values()].filter((one) => one.repository === repository);
}

/** The newest first. */
function runsOf(call: Call, repository: Repository): WorkflowRun[] {
  return [...call.world.workflowRuns.values()]
    .filter((run) => run.repository === repository)
    .toReversed();
}

async function listRuns(call: Call, runs: readonly WorkflowRun[]): Promise<Reply> {
  const { searchParams } = call.url;
  if (searchParams.has("created")) throw new Error("The stand-in does not filter runs by created");
  const tests: Readonly<Record<string, (run: WorkflowRun, wanted: string) => boolean>> = {
    actor: ({ actor }, wanted) => actor.login === wanted,
    branch: ({ head }, wanted) => head.branch === wanted,
    check_suite_id: ({ suite }, wanted) => String(suite.id) === wanted,
    event: ({ event }, wanted) => event === wanted,
    head_sha: ({ head }, wanted) => head.sha === wanted,
    // "Can be one of" the statuses and the conclusions.
    status: (run, wanted) => {
      const { status, conclusion } = lastAttempt(run);
      return status === wanted || conclusion === wanted;
    },
  };
  const asked = Object.entries(tests).flatMap(([name, test]) => {
    const wanted = searchParams.get(name);
    return wanted === null ? [] : [(run: WorkflowRun) => test(run, wanted)];
  });
  const found = runs.filter((run) => asked.every((test) => test(run)));
  // "This endpoint will return up to 1,000 results for each search" with a filter.
  const shown = asked.length === 0 ? found : found.slice(0, 1000);
  return countedReply(call, "workflow_runs", shown, async (run) =>
    asWanted(call, lastAttempt(run)),
  );
}

async function listJobs(call: Call, attempts: readonly RunAttempt[]): Promise<Reply> {
  const jobs = attempts.flatMap((attempt) => attempt.jobs);
  return countedReply(call, "jobs", jobs, (job) => workflowJobView(call.world, job));
}
