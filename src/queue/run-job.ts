import type { AlarmClock } from "../ports/clock.ts";
import type { Handler, Job } from "../ports/job-store.ts";

/** Runs a handler; rejects as soon as the run is aborted or has taken too long, whatever the handler does then. */
export async function runJob(
  handler: Handler<unknown>,
  job: Job<unknown>,
  abort: AbortController,
  { limit, clock }: { readonly limit: number; readonly clock: AlarmClock },
): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  abort.signal.addEventListener("abort", () => reject(abort.signal.reason));
  const tooLong = new DOMException(`took longer than ${limit} ms`, "TimeoutError");
  const cancelLimit = clock.after(limit, () => abort.abort(tooLong));
  try {
    await Promise.race([handler(job, abort.signal), aborted]);
  } finally {
    cancelLimit();
  }
}
