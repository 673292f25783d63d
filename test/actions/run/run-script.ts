import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { unsupported } from "../workflow/parts.ts";
import type { Frame, JobState, StepEnd } from "./job-state.ts";
import { runCommand, stepLogOf } from "./run-command.ts";
import { stepVariables } from "./variables.ts";

/** How shells are called: page "Workflow syntax", `jobs.<job_id>.steps[*].shell`. */
const shells: Readonly<Record<string, readonly string[]>> = {
  "": ["bash", "-e", "{0}"],
  bash: ["bash", "--noprofile", "--norc", "-eo", "pipefail", "{0}"],
  sh: ["sh", "-e", "{0}"],
  python: ["python3", "{0}"],
};

export type Script = {
  readonly id: string;
  readonly text: string;
  readonly shell: string | undefined;
  readonly workingDirectory: string | undefined;
  readonly env: Readonly<Record<string, string>>;
};

/** A `run` step. */
export async function runScript(job: JobState, frame: Frame, script: Script): Promise<StepEnd> {
  const shell = script.shell ?? job.shell ?? "";
  const call = shells[shell];
  if (call === undefined) throw unsupported(job.name, `the shell ${shell}`);
  const file = join(job.temp, `${randomUUID()}.sh`);
  writeFileSync(file, script.text);
  const [command = "bash", ...args] = call.map((part) => part.replace("{0}", file));
  stepLogOf(job).title(`Run ${script.text.trimStart().split("\n")[0] ?? ""}`);
  return runCommand(job, {
    command,
    args,
    folder: join(job.workspace, script.workingDirectory ?? job.workingDirectory ?? "."),
    variables: stepVariables(job, frame, script.env, script.id),
  });
}
