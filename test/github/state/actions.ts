import type {
  Annotation,
  CheckConclusion,
  CheckRun,
  CheckSuite,
  Repository,
  User,
} from "./nouns.ts";

// What GitHub Actions adds to the nouns; they know repositories, which do not know them.

/** A workflow file, known to a repository since its first run. */
export type Workflow = {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly path: string;
  /** Whether rulesets require it: its file is then of another repository, and the repository's own of that path is another workflow. */
  readonly required: boolean;
  name: string;
  /** Runs so far, which number them. */
  runs: number;
  readonly createdAt: string;
};

/** A reusable workflow that a run called: `acme/ci/.github/workflows/x.yml@main`, at the commit that was run. */
export type ReferencedWorkflow = {
  readonly path: string;
  readonly sha: string;
  readonly ref?: string;
};

export type RunStatus = "queued" | "in_progress" | "completed";

export type WorkflowRun = {
  readonly kind: "WorkflowRun";
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly workflow: Workflow;
  /** What the API shows as the path; with `@ref` where GitHub adds one. */
  readonly path: string;
  readonly number: number;
  readonly event: string;
  readonly title: string;
  /** Head of the branch or pull request, never the test merge. */
  readonly head: {
    readonly repository: Repository;
    readonly branch: string | null;
    readonly sha: string;
  };
  readonly actor: User;
  /** One for all attempts. */
  readonly suite: CheckSuite;
  readonly attempts: RunAttempt[];
  readonly createdAt: string;
};

export type RunAttempt = {
  readonly number: number;
  readonly run: WorkflowRun;
  readonly triggeringActor: User;
  readonly referenced: readonly ReferencedWorkflow[];
  readonly jobs: WorkflowJob[];
  /** Under which the service for artifacts knows it. */
  readonly backendId: string;
  status: RunStatus;
  conclusion: RunConclusion | null;
  readonly startedAt: string;
  updatedAt: string;
};

export type RunConclusion = CheckConclusion | "startup_failure";

/** A job; its id is that of its check run. */
export type WorkflowJob = {
  readonly attempt: RunAttempt;
  readonly checkRun: CheckRun;
  readonly backendId: string;
  /** Its `GITHUB_TOKEN`, which ends with it; null before and after. */
  token: string | null;
  steps: readonly JobStep[];
  readonly createdAt: string;
};

export type JobStep = {
  readonly name: string;
  readonly number: number;
  readonly conclusion: "success" | "failure" | "skipped" | "cancelled";
};

/** What a job says at its end. */
export type JobOutcome = {
  readonly conclusion: CheckConclusion;
  readonly steps?: readonly JobStep[];
  readonly annotations?: readonly Annotation[];
};

/** What an attempt uploaded under a name: one zip, or one file as it is. */
export type Artifact = {
  readonly kind: "Artifact";
  readonly id: number;
  readonly nodeId: string;
  readonly name: string;
  readonly attempt: RunAttempt;
  readonly content: Buffer;
  readonly contentType: string;
  /** As GitHub tells it: that of the content, unless a test wants otherwise. */
  readonly size: number;
  readonly digest: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
};

/** Something that may start workflows of a repository. */
export type Trigger = {
  readonly event: string;
  readonly action: string | undefined;
  /** `owner/name`. */
  readonly repository: string;
  readonly actor: string;
  /** `github.event`. */
  readonly payload: Readonly<Record<string, unknown>>;
};

/** The id of the App "GitHub Actions" on github.com. */
export const actionsAppId = 15_368;

/** The attempt that a run is in, or ended with. */
export function lastAttempt(run: WorkflowRun): RunAttempt {
  const last = run.attempts.at(-1);
  if (last === undefined) throw new Error(`Run ${run.id} was never attempted`);
  return last;
}

/** A signature on one or more artifacts, as it was handed in: nobody has checked it. */
export type Attestation = {
  readonly id: number;
  readonly repository: Repository;
  readonly bundle: Readonly<Record<string, unknown>>;
  /** `sha256:...` of each that its statement is on. */
  readonly subjects: readonly string[];
  readonly predicateType: string;
};
