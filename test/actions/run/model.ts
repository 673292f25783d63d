import type { GitHub } from "../../github/start-github.ts";
import type { JobStep, RunConclusion } from "../../github/state/actions.ts";
import type { Annotation, PermissionLevel } from "../../github/state/nouns.ts";
import type { WorkflowFile } from "../workflow/read-workflow.ts";
import type { Sigstore } from "../../support/sigstore.ts";
import type { Subject } from "../events/subject.ts";

export type RunnerOptions = {
  readonly github: GitHub;
  /** Remote actions by name, `acme/gate/action`, and the folder where each lies here, whatever its ref. */
  readonly actions?: Readonly<Record<string, string>>;
  /** Who certifies the identity of jobs, for `actions/attest`. */
  readonly sigstore?: Sigstore;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** Further variables of the machine. */
  readonly machine?: Readonly<Record<string, string>>;
  /** After which a step is ended; two minutes unless given. */
  readonly stepMilliseconds?: number;
};

export type JobResult = {
  readonly id: string;
  readonly name: string;
  readonly conclusion: "success" | "failure" | "skipped" | "cancelled";
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly JobStep[];
  readonly annotations: readonly Annotation[];
  /** The summaries of its steps, one after the other. */
  readonly summary: string;
  /** As people read it, secrets masked. */
  readonly log: string;
};

export type RunResult = {
  /** Its id. */
  readonly run: number;
  readonly number: number;
  readonly attempt: number;
  readonly repository: string;
  /** Path of its file. */
  readonly workflow: string;
  readonly event: string;
  readonly conclusion: RunConclusion;
  readonly jobs: readonly JobResult[];
  /** Why it did not start. */
  readonly error?: string;
};

export type Permissions = Readonly<Record<string, PermissionLevel>>;

/** A reusable workflow at the commit that is run. */
export type Called = {
  readonly file: WorkflowFile;
  /** As the API lists it among `referenced_workflows`. */
  readonly path: string;
  readonly sha: string;
  readonly ref?: string;
};

/** A run under way, and what its jobs share. */
export type Run = {
  readonly options: RunnerOptions;
  readonly id: number;
  readonly attempt: number;
  readonly repository: string;
  readonly subject: Subject;
  /** The `github` context but for what a job adds. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Where jobs have their folders. */
  readonly folder: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** The workflows that its jobs call, read before it began. */
  readonly called: ReadonlyMap<string, Called>;
  readonly kept: readonly JobResult[];
  readonly results: JobResult[];
};

/** A workflow within a run: the run's own, or one that a job called. */
export type Level = {
  readonly run: Run;
  readonly workflow: WorkflowFile;
  /** `caller / `, for the names of its jobs. */
  readonly prefix: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** What the caller has; undefined for the run's own workflow. */
  readonly most: Permissions | undefined;
};

/** An entry of `needs`. */
export type JobEnd = {
  readonly result: "success" | "failure" | "skipped" | "cancelled";
  readonly outputs: Readonly<Record<string, string>>;
};
