import type { Fact } from "./fact.ts";

/** A run of a workflow, as GitHub tells of its last attempt. */
export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  readonly url: string;
  /** The path of the workflow's file. */
  readonly workflow: string;
  /** The event that began it: `push`, `pull_request`, `merge_group` ... */
  readonly event: string;
  readonly status: "queued" | "in_progress" | "completed";
  /** Of a completed one: `success`, `failure`, `cancelled` ... */
  readonly conclusion?: string;
  /** The head of the branch or pull request, never the merge commit that was checked out. */
  readonly headSha: string;
  /** Its branch is in another repository, where nothing may be written and nothing signed. */
  readonly fromFork: boolean;
  /** Reusable workflows that it called, each at the commit that was run. */
  readonly called: readonly CalledWorkflow[];
  /** A ruleset requires it: its file lies beyond the reach of the pull request. */
  readonly required: boolean;
}

/** A branch that runs of workflows are on. */
export interface RunBranch {
  readonly name: string;
  /** The number of the repository that it is in; undefined where a fork is gone. */
  readonly repository: number | undefined;
}

/** GitHub may add the ref that a workflow's file was taken from: `.github/workflows/ci.yml@refs/heads/main`. */
export function workflowPath(path: string): string {
  return /^(.+?\.ya?ml)@/.exec(path)?.[1] ?? path;
}

/** Whether every job of a run did what it should: of any other it is not known what it left undone. */
export function endedWell({ conclusion }: WorkflowRun): boolean {
  return conclusion === "success";
}

/** A reusable workflow: `acme/ci/.github/workflows/evidence.yml`. */
export interface CalledWorkflow {
  readonly path: string;
  readonly sha: string;
}

/** What says of a run's reports where they come from and what they should be. */
export interface EvidenceManifest {
  readonly repositoryId: number;
  /** The head that the run is about. */
  readonly headSha: string;
  /** What was checked out: of a pull request often its merge with base. */
  readonly checkedOutSha: string;
  readonly treeSha: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** `acme/vision/.github/workflows/ci.yml@refs/heads/main`. */
  readonly workflowRef: string;
  readonly files: readonly DeliveredFile[];
}

/** A report as its run delivered it. */
export interface DeliveredFile {
  /** From the root of the repository. */
  readonly path: string;
  /** SHA-256 in hexadecimal digits. */
  readonly sha256: string;
  /** Size in bytes. */
  readonly bytes: number;
  readonly format?: string;
  readonly component?: string;
}

/** The reports of one job, each of which is what the manifest says it is. */
export interface Delivery {
  readonly manifest: EvidenceManifest;
  /** Of the manifest's file, which holds the digests of all others: `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  /** The bytes of a file of the manifest. */
  bytes(path: string): Promise<Fact<Uint8Array>>;
}

/** How the artifact that a job delivers is told from others, and opened. */
export interface ArtifactFormat {
  /** What its name begins with. */
  readonly prefix: string;
  /**
   * Checks an archive against its run and takes it apart; `repository` is GitHub's number. It may be of an
   * earlier attempt, as its manifest says.
   */
  open(zip: Uint8Array, run: WorkflowRun, repository: number): Promise<Fact<Delivery>>;
}
