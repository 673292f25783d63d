import type { Clock } from "../../ports/clock.ts";
import type { JobStore, NewJob } from "../../ports/job-store.ts";
import { DELIVERIES, type DeliveryJob } from "./queues/deliveries.ts";

/** What waits is counted anew no more often than this, in milliseconds. */
const COUNTED_EVERY = 1000;

/**
 * Takes webhooks in as long as no more than `most` wait. One that is refused is a failed delivery in
 * GitHub's log, which the sweep has sent again: nothing is dropped silently, and no disk fills up.
 */
export function boundedIntake(
  store: Pick<JobStore, "add" | "counts">,
  clock: Clock,
  most: number,
): (job: NewJob<DeliveryJob>) => Promise<"added" | "duplicate"> {
  // At most so many wait, as nobody counts those that were worked off since.
  let waiting = Number.POSITIVE_INFINITY;
  let countedAt = Number.NEGATIVE_INFINITY;
  let counting: Promise<void> | undefined;
  const count = async (): Promise<void> => {
    const found = (await store.counts()).find(({ queue }) => queue === DELIVERIES.name);
    countedAt = clock.now();
    waiting = (found?.due ?? 0) + (found?.later ?? 0);
  };
  return async (job) => {
    if (waiting >= most && clock.now() >= countedAt + COUNTED_EVERY) {
      counting ??= count().finally(() => (counting = undefined));
    }
    if (waiting >= most) await counting;
    if (waiting >= most) throw new Error(`${most} webhooks wait to be worked off`);
    waiting += 1;
    return store.add(DELIVERIES, job);
  };
}
