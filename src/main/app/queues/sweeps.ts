import { earlierSince } from "./earlier-since.ts";
import type { FoldingQueue } from "./folding-queue.ts";

/** For so many milliseconds merges are made up for where it is not known what was done. */
export const MISSED_AT_MOST = 7 * 24 * 3_600_000;

/** Installations to look through; 0 stands for all of them. */
export interface SweepJob {
  readonly installation: number;
  /** Every repository is looked at, and not only what is known to have changed. */
  readonly full?: boolean;
  /** Since when events may have been lost, ISO 8601; absent where nothing is known. */
  readonly since?: string;
  /** Of all of them: when every repository was last looked at, ISO 8601. */
  readonly fullAt?: string;
}

export const SWEEPS: FoldingQueue<SweepJob> = {
  name: "sweeps",
  keyOf: ({ installation }) => String(installation),
  groupOf: ({ installation }) => (installation === 0 ? undefined : String(installation)),
  merge: (waiting, next) => ({
    ...waiting,
    ...next,
    ...earlierSince(waiting, next),
    ...((waiting.full === true || next.full === true) && { full: true }),
  }),
};
