import { describeError } from "../describe-error.ts";
import type { RetryContext, Verdict } from "../retry-wait.ts";
import { judgeFailure, judgeInterruption } from "../retry-wait.ts";
import { afterFailure } from "../waiting-job.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { JobRow } from "./job-table.ts";
import type { Surroundings } from "./surroundings.ts";

/** One run of one job. What is said of a run that is no longer the current one has no effect. */
export interface Run {
  readonly seq: number;
  readonly runs: number;
}

/** How a run begins, goes on and ends. A run counts as a try from its beginning, until it turns out to be no fault of the job. */
export function createRuns(
  { table, clock, random, queue: queueOf }: Surroundings,
  { bury, waitOrBury }: Pick<DeadLetters, "bury" | "waitOrBury">,
) {
  const current = ({ seq, runs }: Run): JobRow | undefined => {
    const row = table.bySeq(seq);
    return row?.state === "active" && row.runs === runs ? row : undefined;
  };

  const beforeRun = (row: JobRow) => ({ ...table.withBody(row), tries: row.tries - 1 });

  const end = (row: JobRow, error: unknown, verdict: Verdict): void => {
    const next = afterFailure({ ...beforeRun(row), error: describeError(error) }, verdict);
    if (next === undefined) bury(row, error);
    else waitOrBury(next);
  };

  const context = (row: JobRow): RetryContext => ({
    retries: queueOf(row.queue)?.retries,
    now: clock.now(),
    random: random(),
  });

  const fail = (row: JobRow, error: unknown): void =>
    end(row, error, judgeFailure(error, row.tries, context(row)));

  return {
    take: (row: JobRow, lease: number): JobRow => {
      const { tries, runs } = row;
      const taken: JobRow = { ...row, state: "active", tries: tries + 1, runs: runs + 1, lease };
      table.save(taken);
      return taken;
    },

    /** False where the run is no longer the current one. */
    extend: (run: Run, lease: number): boolean => {
      const row = current(run);
      if (row !== undefined) table.save({ ...row, lease });
      return row !== undefined;
    },

    complete: (run: Run): void => {
      const row = current(run);
      if (row === undefined) return;
      table.remove(row.seq);
      if (row.id !== null) table.markDone(row.queue, row.id, clock.now());
    },

    fail: (run: Run, error: unknown): void => {
      const row = current(run);
      if (row !== undefined) fail(row, error);
    },

    /** The run was broken off for no fault of the job. */
    giveBack: (run: Run): void => {
      const row = current(run);
      if (row !== undefined) waitOrBury(beforeRun(row));
    },

    /**
     * Nobody has heard of the run for too long. The process lives, as no other one owns the file, so that
     * this is a failure like any other, and not an interruption as it is for a store that replicas share.
     */
    abandon: (row: JobRow): void =>
      fail(row, new Error("gave no sign of life until its lease ran out")),

    /** At start: whatever is active belongs to a process that is gone. */
    recover: (queue: string): void => {
      for (const row of table.active(queue))
        end(
          row,
          new Error("the process ended while the job ran"),
          judgeInterruption(row.tries, context(row)),
        );
    },
  };
}
