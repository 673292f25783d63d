import { AsyncLocalStorage } from "node:async_hooks";

/** The job in whose course something happens: what stands in each of its lines of the log, and on its span. */
export interface JobContext {
  readonly queue: string;
  readonly attempt: number;
  /** GitHub's GUID of the webhook that led to it. */
  readonly delivery?: string;
  /** When that webhook came in, in milliseconds since the epoch. */
  readonly askedAt?: number;
  readonly event?: string;
  readonly installation?: number;
  readonly repository?: number;
  readonly pullRequest?: number;
}

const jobs = new AsyncLocalStorage<JobContext | undefined>();

/** The job that runs here, if any. */
export function currentJob(): JobContext | undefined {
  return jobs.getStore();
}

/** Does some work in the course of a job; `undefined` is work of nobody's asking. */
export function inJob<T>(job: JobContext | undefined, work: () => T): T {
  return jobs.run(job, work);
}

/** What the log says of the job in each line. */
export function jobFields(): object {
  const { askedAt: _, ...fields } = currentJob() ?? {};
  return fields;
}
