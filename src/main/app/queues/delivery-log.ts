import type { FoldingQueue } from "./folding-queue.ts";

/** GitHub's log of deliveries, of which there is one. */
export interface DeliveryLogJob {
  /** Since when it is unread, ISO 8601; absent where nothing is known to be done. */
  readonly since?: string;
}

/** One look at a time over all replicas. */
export const DELIVERY_LOG: FoldingQueue<DeliveryLogJob> = {
  name: "delivery-log",
  keyOf: () => "log",
  groupOf: () => undefined,
  merge: (waiting, next) => ({ ...waiting, ...next }),
};
