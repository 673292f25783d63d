import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trigger } from "../../github/state/actions.ts";
import type { Subject } from "../events/subject.ts";
import type { WorkflowFile } from "../workflow/read-workflow.ts";
import { InvalidWorkflow } from "../workflow/read-workflow.ts";
import { githubContext } from "./github-context.ts";
import type { Called, JobResult, Run, RunnerOptions, RunResult } from "./model.ts";
import { readCalled } from "./read-called.ts";
import { runJobs } from "./run-jobs.ts";

/** A workflow that is to run for something that happened. */
export type RunWish = {
  readonly options: RunnerOptions;
  readonly file: WorkflowFile;
  readonly trigger: Trigger;
  readonly subject: Subject;
  /** Where runs have their folders. */
  readonly folder: string;
};

/** Which attempt of which run. */
export type Attempt = {
  readonly run: number;
  readonly number: number;
  readonly attempt: number;
  /** Jobs of the attempt before that are not run again. */
  readonly kept: readonly JobResult[];
};

/** Runs a workflow in the stand-in: a run with its jobs, check runs, conclusion and webhooks. */
export async function runWorkflow(wish: RunWish): Promise<RunResult> {
  const { options, file, trigger, subject } = wish;
  const { github } = options;
  let called: ReadonlyMap<string, Called>;
  try {
    called = await readCalled(github, file);
  } catch (error) {
    if (!(error instanceof InvalidWorkflow)) throw error;
    return refuseWorkflow(options, trigger, subject, file.path, error.message);
  }
  const { run, number } = await github.startRun({
    ...wishOf(trigger, subject, file.path),
    name: file.name,
    referenced: [...called.values()].map(({ file: _read, ...listed }) => listed),
  });
  return attemptRun(wish, called, { run, number, attempt: 1, kept: [] }, trigger.actor);
}

/** A workflow that GitHub refuses to start: a run without jobs, and why. */
export async function refuseWorkflow(
  { github }: RunnerOptions,
  trigger: Trigger,
  subject: Subject,
  path: string,
  error: string,
): Promise<RunResult> {
  const { run, number } = await github.startRun(wishOf(trigger, subject, path));
  const conclusion = "startup_failure";
  await github.finishRun({ run, conclusion });
  const { repository, event } = trigger;
  return {
    run,
    number,
    attempt: 1,
    repository,
    workflow: path,
    event,
    conclusion,
    jobs: [],
    error,
  };
}

function wishOf({ repository, event, actor }: Trigger, { head }: Subject, workflow: string) {
  return { repository, event, actor, workflow, ...head, jobs: [] };
}

/** Works through the jobs of an attempt. */
export async function attemptRun(
  { options, file, trigger, subject, folder }: RunWish,
  called: ReadonlyMap<string, Called>,
  { run: id, number, attempt, kept }: Attempt,
  by: string,
): Promise<RunResult> {
  const { github } = options;
  const own = join(folder, `run-${id}-${attempt}`);
  mkdirSync(own, { recursive: true });
  const context = githubContext(github.url, file, trigger, subject, { id, number, attempt, by });
  const eventPath = join(own, "event.json");
  writeFileSync(eventPath, JSON.stringify(context["event"]));
  const secrets = subject.fromFork ? {} : (options.secrets ?? {});
  const run: Run = {
    options,
    id,
    attempt,
    repository: trigger.repository,
    subject,
    context: { ...context, event_path: eventPath },
    folder: own,
    secrets,
    called,
    kept,
    results: [],
  };
  const inputs = (trigger.payload["inputs"] ?? {}) as Record<string, unknown>;
  await runJobs({ run, workflow: file, prefix: "", inputs, secrets, most: undefined });
  const conclusion = await github.finishRun({ run: id });
  const { repository, event } = trigger;
  const jobs = run.results;
  return { run: id, number, attempt, repository, workflow: file.path, event, conclusion, jobs };
}
