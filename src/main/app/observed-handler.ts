import { waitIn } from "../../core/errors.ts";
import type { Handler, Job } from "../../ports/job-store.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import { inJob, type JobContext } from "../../telemetry/job-context.ts";
import { inSpan } from "../../telemetry/job-span.ts";
import { originOf } from "./queues/job-origin.ts";

/** Carries out jobs of a queue, each with its own lines in the log, its span, and a number at its end. */
export function observedHandler<Data>(
  queue: string,
  handler: Handler<Data>,
  telemetry: Telemetry,
): Handler<Data> {
  return async (job, signal) => {
    const context = contextOf(queue, job);
    const start = performance.now();
    const seconds = (): number => (performance.now() - start) / 1000;
    try {
      await inJob(context, () => inSpan(context, () => handler(job, signal)));
      telemetry.worked(queue, "done", seconds());
    } catch (error) {
      const wait = waitIn(error);
      if (wait !== undefined) telemetry.waits(queue, Math.max(0, wait) / 1000);
      telemetry.worked(queue, wait === undefined ? "failed" : "waits", seconds());
      throw error;
    }
  };
}

/** What data of jobs have in common. */
interface Concerns {
  readonly repository?: { readonly id?: number; readonly installation?: number };
  readonly installation?: number;
  readonly pullRequest?: number;
  /** Of a pull request as well, or of an issue that a command was said on. */
  readonly number?: number;
}

function contextOf(queue: string, { data, attempt }: Job<unknown>): JobContext {
  const {
    repository = {},
    installation = repository.installation,
    number,
    pullRequest = number,
  } = data as Concerns;
  return {
    queue,
    attempt,
    ...originOf(data),
    ...(installation !== undefined && { installation }),
    ...(repository.id !== undefined && { repository: repository.id }),
    ...(pullRequest !== undefined && { pullRequest }),
  };
}
