import type { Logger } from "pino";
import type { Clock } from "../../ports/clock.ts";
import type { JobStore } from "../../ports/job-store.ts";
import { DELIVERY_LOG } from "./queues/delivery-log.ts";
import { putJob } from "./queues/folding-queue.ts";
import { SWEEPS } from "./queues/sweeps.ts";

/** GitHub redelivers for three days, an Enterprise Server for seven; so long a delivery is known again. */
const REMEMBERED = 8 * 24 * 3_600_000;

/** What looks for lost events are planned with. */
export interface SweepPlan {
  readonly store: Pick<JobStore, "put" | "forget">;
  readonly notes: { tidy(): Promise<void> };
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
  /** How often lost events are looked for, in milliseconds. */
  readonly sweepEvery: number;
}

/**
 * Has lost events looked for, at once in every repository and then again and again, and clears away what
 * nobody will ask for. Gives what ends it.
 */
export function planSweeps({ store, notes, clock, log, sweepEvery }: SweepPlan): () => void {
  /** A look that is planned already stays where it is; these make up for one that was given up. */
  const plan = (at: number, more: { readonly full?: boolean } = {}): void => {
    Promise.all([
      putJob(store, SWEEPS, { installation: 0, ...more }, at),
      putJob(store, DELIVERY_LOG, {}, at),
      store.forget(clock.now() - REMEMBERED),
      notes.tidy(),
    ]).catch((error: unknown) => log.error({ err: error }, "a sweep could not be planned"));
  };
  plan(clock.now(), { full: true });
  const timer = setInterval(() => plan(clock.now() + sweepEvery), sweepEvery);
  return () => clearInterval(timer);
}
