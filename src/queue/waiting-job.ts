import type { Queue } from "../ports/job-store.ts";
import type { Verdict } from "./retry-wait.ts";

/**
 * What every store keeps of a job that waits, each in its own way. The rules by which jobs fold and come
 * back are the same in all of them, and stand here.
 */
export interface WaitingJob {
  /** The job's data, as JSON text. */
  readonly body: string;
  readonly priority: number;
  /** How many runs were used up. */
  readonly tries: number;
  /** When we want it to run: new demand may bring this forward. */
  readonly wanted: number;
  /** Until when the other side bade us wait: nothing brings this forward. */
  readonly held: number;
}

/** When a job is due, whatever wants it and whatever holds it. */
export function dueOf({ wanted, held }: Pick<WaitingJob, "wanted" | "held">): number {
  return Math.max(wanted, held);
}

/** A job that nobody has run yet. */
export function newJob(
  body: string,
  { priority = 0, wanted }: { readonly priority?: number | undefined; readonly wanted: number },
): WaitingJob {
  return { body, priority, tries: 0, wanted, held: 0 };
}

/**
 * What a waiting job becomes when its key is asked for again. New demand has all tries before it and waits
 * for no backoff, but for what GitHub asked.
 */
export function withDemand<Job extends WaitingJob>(
  queue: Queue<unknown> | undefined,
  waiting: Job,
  demand: WaitingJob,
): Job {
  return {
    ...waiting,
    body: fold(queue, waiting.body, demand.body),
    priority: Math.max(waiting.priority, demand.priority),
    tries: 0,
    wanted: Math.min(waiting.wanted, demand.wanted),
  };
}

/** What a waiting job becomes when one that was asked for before it comes back, after a run or from the dead letters. */
export function withOlder<Job extends WaitingJob>(
  queue: Queue<unknown> | undefined,
  waiting: Job,
  older: WaitingJob,
): Job {
  return {
    ...waiting,
    body: fold(queue, older.body, waiting.body),
    priority: Math.max(older.priority, waiting.priority),
    tries: Math.max(older.tries, waiting.tries),
    wanted: Math.min(older.wanted, waiting.wanted),
    held: Math.max(older.held, waiting.held),
  };
}

/** A dead letter that is run again, with all its tries. */
export function fromTheDead<Job extends WaitingJob>(dead: Job, now: number): Job {
  return { ...dead, tries: 0, wanted: now, held: 0 };
}

/** What waits after a run that failed; undefined where the job is a dead letter. */
export function afterFailure<Job extends WaitingJob>(job: Job, verdict: Verdict): Job | undefined {
  if (verdict.kind === "dead") return undefined;
  if (verdict.kind === "hold") return { ...job, held: verdict.held };
  return { ...job, tries: job.tries + 1, wanted: verdict.wanted };
}

function fold(queue: Queue<unknown> | undefined, waiting: string, next: string): string {
  if (queue?.merge === undefined) return next;
  return JSON.stringify(queue.merge(JSON.parse(waiting), JSON.parse(next)));
}
