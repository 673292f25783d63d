import { describeError } from "../describe-error.ts";
import { fromTheDead, type WaitingJob, withOlder } from "../waiting-job.ts";
import type { JobRow } from "./job-table.ts";
import type { Surroundings } from "./surroundings.ts";

export type DeadLetters = ReturnType<typeof createDeadLetters>;

/** How jobs become dead letters, and come back to the queue from there or from a run. */
export function createDeadLetters({ table, clock, queue }: Omit<Surroundings, "random">) {
  const bury = (row: JobRow, error: unknown): void => {
    table.save({ ...row, state: "dead", error: describeError(error), ended: clock.now() });
  };

  /** Back to the queue, where a newer job of the same key may wait already. */
  const wait = (job: JobRow & WaitingJob): void => {
    const newer = job.key === null ? undefined : table.pending(job.queue, job.key);
    if (newer === undefined) return table.save({ ...job, state: "waiting" });
    const both = withOlder(queue(job.queue), table.withBody(newer), job);
    table.remove(job.seq);
    // One that was ready may be held up by what the older one was told.
    table.saveWithBody({ ...both, state: "waiting" });
  };

  const revive = (row: JobRow): void =>
    wait({ ...fromTheDead(table.withBody(row), clock.now()), error: null, ended: null });

  return {
    bury,
    revive,

    /** A `merge` that throws must neither lose the job nor stop the store. */
    waitOrBury: (job: JobRow & WaitingJob): void => {
      try {
        wait(job);
      } catch (error) {
        bury(job, error);
      }
    },

    /** False where it is no dead letter any more. */
    retry: (seq: number): boolean => {
      const row = table.bySeq(seq);
      if (row?.state !== "dead") return false;
      revive(row);
      return true;
    },

    /** False where it is no dead letter any more. */
    discard: (seq: number): boolean => {
      const row = table.bySeq(seq);
      if (row?.state !== "dead") return false;
      table.remove(row.seq);
      return true;
    },
  };
}
