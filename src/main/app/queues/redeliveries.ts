import type { Queue } from "../../../ports/job-store.ts";

/** Attempts at deliveries that failed, each known by its event: what was asked for once is not asked for again. */
export interface RedeliveryJob {
  readonly attempt: number;
}

export const REDELIVERIES: Queue<RedeliveryJob> = { name: "redeliveries" };
