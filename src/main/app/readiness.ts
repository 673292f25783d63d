import type { QueueCounts } from "../../ports/job-store.ts";

/** Whether work can be done, and what says so. */
export interface Readiness {
  readonly ready: boolean;
  readonly conditions: Readonly<Record<Condition, boolean>>;
  readonly queues: readonly QueueCounts[];
}

/** The store answers, no job waits for too long, GitHub answers. */
type Condition = "store" | "backlog" | "github";

export interface ReadinessProbes {
  readonly counts: () => Promise<readonly QueueCounts[]>;
  /** Told where the store does not answer. */
  readonly report: (error: unknown) => void;
  /** Of what was asked of GitHub anyway: looking costs no request. */
  readonly isGithubReachable: () => boolean;
  /** For how long a job may have been due, in milliseconds. */
  readonly backlogBound: number;
}

/** Looks whether the App is ready. What the store says is the one thing that is asked for. */
export async function readinessOf({
  counts,
  report,
  isGithubReachable,
  backlogBound,
}: ReadinessProbes): Promise<Readiness> {
  const github = isGithubReachable();
  const queues = await counts().catch((error: unknown) => {
    report(error);
    return undefined;
  });
  const store = queues !== undefined;
  const backlog = queues?.every(({ age }) => age <= backlogBound) ?? false;
  return {
    ready: store && backlog && github,
    conditions: { store, backlog, github },
    queues: queues ?? [],
  };
}
