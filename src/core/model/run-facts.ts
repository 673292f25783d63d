/** What a runner tells of the run that a process is part of. */
export interface RunFacts {
  readonly repositoryId: number;
  readonly event: string;
  /** The head that the run is about: of a pull request its own, never the merge with base. */
  readonly headSha: string;
  /** What the run was started for: of a pull request often its merge with base. */
  readonly sha: string;
  readonly id: number;
  readonly attempt: number;
  /** `acme/vision/.github/workflows/ci.yml@refs/heads/main`; of a reusable workflow, the caller's. */
  readonly workflowRef: string;
}

/** What is checked out in a work tree. */
export interface CheckedOut {
  readonly commit: string;
  readonly tree: string;
}

/**
 * Events whose runs are about the head that GitHub names. Those of `pull_request_target` or `workflow_run`
 * check out the default branch and may say anything of it.
 */
export const EVENTS_OF_THE_HEAD: ReadonlySet<string> = new Set([
  "push",
  "pull_request",
  "pull_request_review",
  "merge_group",
  "workflow_dispatch",
  "schedule",
]);

/** The path of a run's workflow: `.github/workflows/ci.yml`. */
export function workflowOf({ workflowRef }: Pick<RunFacts, "workflowRef">): string {
  return /^[^/]+\/[^/]+\/([^@]+)@/.exec(workflowRef)?.[1] ?? workflowRef;
}
