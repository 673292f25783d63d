import type { Queue } from "../../../ports/job-store.ts";

/** Attempts at deliveries that failed, each known by its event and by how often that is asked for. */
export interface RedeliveryJob {
  readonly attempt: number;
}

export const REDELIVERIES: Queue<RedeliveryJob> = { name: "redeliveries" };
