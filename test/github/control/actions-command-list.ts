import type { RerunScope } from "../operations/workflow-runs.ts";
import type { JobOutcome, ReferencedWorkflow, RunConclusion, Trigger } from "../state/actions.ts";
import type { PermissionLevel } from "../state/nouns.ts";

export type RunWish = {
  readonly repository: string;
  /** Path of the workflow's file. */
  readonly workflow: string;
  /** By default `push`, or `pull_request` where `pull` is given. */
  readonly event?: string;
  /** Number of the pull request whose head the run is about, of a fork or not. */
  readonly pull?: number;
  /** Otherwise a branch, by default the default branch, and a commit on it, by default its tip. */
  readonly branch?: string;
  readonly sha?: string;
  /** Login; the owner's first member or the pull request's author unless given. */
  readonly actor?: string;
  readonly name?: string;
  /** What the API shows as `path`, where it is not the plain one. */
  readonly path?: string;
  readonly referenced?: readonly ReferencedWorkflow[];
  /** Whether a ruleset of the base branch asked for it, which must list the workflow. */
  readonly required?: boolean;
  /** Names of the jobs that wait from the start; `build` unless given. */
  readonly jobs?: readonly string[];
};

export type ArtifactWish = {
  readonly run: number;
  /** The last unless given. */
  readonly attempt?: number;
  readonly name: string;
  /** The zip, byte for byte as it was uploaded: no client looked at it. */
  readonly base64: string;
  readonly contentType?: string;
  readonly expiresAt?: string;
  /** What GitHub is to say of it, where a test wants that to be off. */
  readonly size?: number;
  readonly digest?: string | null;
};

type RunRecord = {
  readonly run: number;
  readonly attempt: number;
  readonly number: number;
  readonly suite: number;
  readonly headSha: string;
};

/** What a runner gets for a job. */
type JobRecord = {
  readonly job: number;
  /** `GITHUB_TOKEN`. */
  readonly token: string;
  /** `ACTIONS_RUNTIME_TOKEN` and `ACTIONS_RESULTS_URL`, with which a job uploads artifacts. */
  readonly runtimeToken: string;
  readonly resultsUrl: string;
};

/** What can be asked of the stand-in about workflow runs. */
export type ActionsCommands = {
  /** A workflow begins to run: `workflow_run.requested`, and its jobs are queued. */
  startRun: (of: RunWish) => RunRecord;
  /** A runner takes a job of the last attempt, by name; one that was not queued is added. */
  startJob: (of: {
    run: number;
    name: string;
    permissions?: Record<string, PermissionLevel>;
  }) => JobRecord;
  /** A job whose condition does not hold. */
  skipJob: (of: { run: number; name: string }) => void;
  finishJob: (of: { job: number } & JobOutcome) => void;
  /** Ends the last attempt with its jobs; `workflow_run.completed`. Its conclusion follows from theirs unless given. */
  finishRun: (of: { run: number; conclusion?: RunConclusion }) => RunConclusion;
  /** The next attempt of a run that is completed, with the same jobs, of which those that succeeded may stay: its number. */
  rerun: (of: { run: number; sender: string; scope?: RerunScope }) => number;
  /** An artifact of a run, past the client and all that it checks: its id. */
  plantArtifact: (of: ArtifactWish) => number;
  /** A signature, past the rights that handing one in takes: its id. */
  plantAttestation: (of: { repository: string; bundle: Record<string, unknown> }) => number;
  /** What may start workflows is kept from now on, for `takeTriggers`. */
  watchTriggers: () => void;
  /** What happened since; asked for once. */
  takeTriggers: () => Trigger[];
  /** The commit of a branch, tag or id; of `refs/pull/N/merge` the test merge, null where it conflicts. */
  commitAt: (of: { repository: string; ref: string }) => string | null;
  /** Text files of a commit below a path, or the file of that path. */
  filesAt: (of: { repository: string; commit: string; path: string }) => Record<string, string>;
  dispatchWorkflow: (of: {
    repository: string;
    workflow: string;
    ref: string;
    inputs?: Record<string, unknown>;
    sender: string;
  }) => void;
  /** The clock comes to a line of cron. */
  tick: (of: { repository: string; cron: string }) => void;
  /** Paths that a pull request changes. */
  pullFiles: (of: { repository: string; pull: number }) => string[];
};
