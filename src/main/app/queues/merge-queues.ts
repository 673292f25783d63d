import type { FoldingQueue } from "./folding-queue.ts";

/** Installations whose merge queues are to be looked at. */
export interface QueuesJob {
  readonly installation: number;
}

export const QUEUE_LOOKS: FoldingQueue<QueuesJob> = {
  name: "merge-queues",
  keyOf: ({ installation }) => String(installation),
  groupOf: ({ installation }) => String(installation),
  merge: (waiting, next) => ({ ...waiting, ...next }),
};
