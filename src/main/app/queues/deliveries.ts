import type { Queue } from "../../../ports/job-store.ts";

/** A webhook as it came in. */
export interface DeliveryJob {
  readonly event: string;
  readonly payload: string;
  /** When it came in, in milliseconds since the epoch. */
  readonly receivedAt: number;
}

export const DELIVERIES: Queue<DeliveryJob> = { name: "deliveries" };
