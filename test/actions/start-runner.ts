import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RerunScope } from "../github/operations/workflow-runs.ts";
import type { Trigger } from "../github/state/actions.ts";
import { changedPaths } from "./events/changed-paths.ts";
import { listens } from "./events/listens.ts";
import { subjectOf } from "./events/subject.ts";
import type { JobResult, RunnerOptions, RunResult } from "./run/model.ts";
import { readCalled } from "./run/read-called.ts";
import { attemptRun, refuseWorkflow, type RunWish, runWorkflow } from "./run/run-workflow.ts";
import { InvalidWorkflow, readWorkflow, type WorkflowFile } from "./workflow/read-workflow.ts";

/** Runs the workflows of a stand-in for GitHub on this machine. */
export type Runner = {
  /**
   * Runs all that workflows listen to and that happened since, also what follows from these runs; and once more
   * what somebody asked to be run again.
   */
  readonly settle: () => Promise<RunResult[]>;
  /** The same, with a tick of the clock for workflows with this line of cron. */
  readonly schedule: (repository: string, cron: string) => Promise<RunResult[]>;
  /** Removes what jobs left behind. */
  readonly close: () => void;
};

type Begun = { readonly wish: RunWish; readonly number: number; jobs: readonly JobResult[] };

/** Watches the stand-in from now on. Runs happen in `settle`, one after the other. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { github } = options;
  const folder = mkdtempSync(join(tmpdir(), "actions-"));
  const begun = new Map<number, Begun>();
  await github.watchTriggers();

  const runAgain = async ({ payload, actor }: Trigger): Promise<RunResult[]> => {
    const { run, attempt, scope } = payload as {
      run: number;
      attempt: number;
      scope: RerunScope;
    };
    const known = begun.get(run);
    if (known === undefined) throw new Error(`Run ${run} was not begun here`);
    const { wish, number } = known;
    const called = await readCalled(github, wish.file);
    const kept = known.jobs.filter(
      ({ conclusion }) => scope === "failed jobs" && conclusion === "success",
    );
    const result = await attemptRun(wish, called, { run, number, attempt, kept }, actor);
    known.jobs = result.jobs;
    return [result];
  };

  const runAll = async (trigger: Trigger): Promise<RunResult[]> => {
    if (trigger.event === "rerun") return runAgain(trigger);
    const subject = await subjectOf(github, trigger);
    if (subject === undefined) return [];
    const results: RunResult[] = [];
    const changed = await changedPaths(github, trigger);
    const { repository, event } = trigger;
    for (const [path, content] of await workflowsAt(options, repository, subject.sha)) {
      let file: WorkflowFile;
      try {
        file = await readWorkflow(`${repository}@${subject.sha}`, path, content);
      } catch (error) {
        // GitHub shows a file that it cannot read as a run of the push that brought it, and else runs nothing.
        if (!(error instanceof InvalidWorkflow) || event !== "push") throw error;
        results.push(await refuseWorkflow(options, trigger, subject, path, error.message));
        continue;
      }
      if (!listens(file, trigger, subject, changed)) continue;
      const wish = { options, file, trigger, subject, folder };
      const result = await runWorkflow(wish);
      begun.set(result.run, { wish, number: result.number, jobs: result.jobs });
      results.push(result);
    }
    return results;
  };

  const settle = async (): Promise<RunResult[]> => {
    const results: RunResult[] = [];
    for (;;) {
      const triggers = await github.takeTriggers();
      if (triggers.length === 0) return results;
      for (const trigger of triggers) results.push(...(await runAll(trigger)));
    }
  };

  return {
    settle,
    schedule: async (repository, cron) => {
      await github.tick({ repository, cron });
      return settle();
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const where = ".github/workflows";

/** Path and text of the workflows of a commit. */
async function workflowsAt(
  { github }: RunnerOptions,
  repository: string,
  commit: string,
): Promise<[string, string][]> {
  const files = await github.filesAt({ repository, commit, path: where });
  return Object.entries(files).filter(([path]) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
}
