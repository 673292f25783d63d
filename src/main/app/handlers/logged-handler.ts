import type { Logger } from "pino";
import { waitIn } from "../../../core/errors.ts";
import type { Handler, Queue } from "../../../ports/job-store.ts";
import { defaultRetries } from "../../../queue/retry-wait.ts";

const GIVEN_UP = "a job failed at its last try and is put aside as a dead letter";

/** People who run the App want to see why a job failed, and what becomes of it: the store decides that by the same count. */
export function loggedHandler<Data>(
  queue: Queue<Data>,
  log: Logger,
  handler: Handler<Data>,
): Handler<Data> {
  const { tries } = queue.retries ?? defaultRetries;
  return async (job, signal) => {
    try {
      await untilNobodyWaits(handler(job, signal), signal);
    } catch (error) {
      const wait = waitIn(error);
      // Nobody can do anything about it, and an installation at its limit has many.
      if (wait !== undefined) log.debug({ wait, err: error }, "a job waits for GitHub's limits");
      // It used up no try: the App stops, or the store was away for too long.
      else if (isBrokenOff(signal))
        log.debug({ err: error }, "a job was broken off and runs again");
      else if (job.attempt < tries) log.warn({ err: error }, "a job failed and is tried again");
      else log.error({ err: error }, GIVEN_UP);
      throw error;
    }
  };
}

/** One that hangs never says so itself. */
function untilNobodyWaits(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  return Promise.race([work, promise]);
}

function isBrokenOff({ aborted, reason }: AbortSignal): boolean {
  return aborted && (reason as Error).name !== "TimeoutError";
}
