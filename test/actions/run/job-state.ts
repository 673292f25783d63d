import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { JobStep } from "../../github/state/actions.ts";
import type { Annotation } from "../../github/state/nouns.ts";
import type { Status } from "../expressions/evaluate.ts";
import type { Permissions, Run } from "./model.ts";

/** A job under way, and what its steps share and change. */
export type JobState = {
  readonly run: Run;
  readonly id: string;
  readonly name: string;
  readonly token: string;
  /** What the token may do. */
  readonly permissions: Permissions;
  readonly runtimeToken: string;
  readonly resultsUrl: string;
  readonly workspace: string;
  readonly temp: string;
  readonly home: string;
  /** What all its expressions see: `github`, `needs`, `matrix`, `secrets`, `vars` … */
  readonly contexts: Readonly<Record<string, unknown>>;
  /** `env` of workflow and job, and what steps wrote to `GITHUB_ENV`. */
  readonly env: Record<string, string>;
  readonly paths: string[];
  readonly masks: Set<string>;
  /** What actions do when all steps are done, the last first. */
  readonly posts: Post[];
  readonly steps: JobStep[];
  readonly annotations: Annotation[];
  readonly summaries: string[];
  readonly log: string[];
  readonly shell: string | undefined;
  readonly workingDirectory: string | undefined;
};

export type Post = {
  readonly name: string;
  readonly condition: string;
  readonly frame: Frame;
  readonly work: () => Promise<StepEnd>;
};

/** Steps of a job, or of a composite action within one. */
export type Frame = {
  status: Status;
  /** The `steps` context. */
  readonly steps: Record<string, StepContext>;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** `env` of the step that uses the action. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the action lies; undefined for the job's own steps. */
  readonly actionFolder: string | undefined;
};

export type StepContext = {
  readonly outputs: Readonly<Record<string, string>>;
  readonly outcome: "success" | "failure" | "skipped";
  readonly conclusion: "success" | "failure" | "skipped";
};

/** How a step's own work ended. */
export type StepEnd = {
  readonly succeeded: boolean;
  readonly outputs: Readonly<Record<string, string>>;
};

/** Folders of a job, fresh as on a hosted runner. */
export function jobFolders(run: Run, name: string): Pick<JobState, "workspace" | "temp" | "home"> {
  const root = join(run.folder, name.replaceAll(/[^\w-]+/g, "-"));
  const [, short = ""] = run.repository.split("/");
  const folders = {
    workspace: join(root, "work", short, short),
    temp: join(root, "temp"),
    home: join(root, "home"),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  return folders;
}
