import {
  commandVariables,
  createCommandFiles,
  readEntries,
  readPaths,
  readSummary,
} from "../process/command-files.ts";
import { runProcess } from "../process/run-process.ts";
import { createStepLog, type StepLog } from "../process/step-log.ts";
import type { JobState, StepEnd } from "./job-state.ts";

const patience = 120_000;

export type Command = {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
};

export type CommandEnd = StepEnd & {
  /** What it kept for its post step. */
  readonly state: Readonly<Record<string, string>>;
};

/** A process of a step, with all that the runner reads of it. */
export async function runCommand(job: JobState, wanted: Command): Promise<CommandEnd> {
  const files = createCommandFiles(job.temp);
  const log = stepLogOf(job);
  const milliseconds = job.run.options.stepMilliseconds ?? patience;
  const code = await runProcess({
    ...wanted,
    variables: { ...wanted.variables, ...commandVariables(files) },
    milliseconds,
    line: log.line,
  });
  if (code === null) log.annotate("failure", `The step was ended after ${milliseconds} ms.`);
  else if (code !== 0) log.annotate("failure", `Process completed with exit code ${code}.`);
  const summary = readSummary(files.STEP_SUMMARY);
  if ("error" in summary) log.annotate("failure", summary.error);
  else if (summary.text !== "") job.summaries.push(summary.text);
  const end = { succeeded: code === 0, outputs: {}, state: {} };
  try {
    Object.assign(job.env, readEntries(files.ENV));
    job.paths.push(...readPaths(files.PATH));
    return { ...end, outputs: readEntries(files.OUTPUT), state: readEntries(files.STATE) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.annotate("failure", `Unable to process file command: ${message}`);
    return { ...end, succeeded: false };
  } finally {
    job.annotations.push(...log.annotations);
  }
}

/** Reads what a step prints into the log of its job. */
export function stepLogOf(job: JobState): StepLog {
  return createStepLog(job.masks, (line) => job.log.push(line));
}
