import type { Queue } from "../../ports/job-store.ts";
import { describeError } from "../describe-error.ts";
import type { RetryContext, Verdict } from "../retry-wait.ts";
import { judgeFailure, judgeInterruption } from "../retry-wait.ts";
import { afterFailure, withOlder } from "../waiting-job.ts";
import type { Run, StoredJob } from "./stored-job.ts";
import type { Change, Scene } from "./change.ts";

/** How a run ends, but for one that went well. A run counts as a try once it has ended. */
export function createRunEndings(change: Change, random: () => number) {
  const context = ({ queue, now }: Scene): RetryContext => ({
    retries: queue.retries,
    now,
    random: random(),
  });

  return {
    fail: (queue: Queue<unknown>, run: Run, error: unknown): Promise<void> =>
      change(queue, run.lock, async (scene) => {
        const job = await scene.rows.running(run);
        if (job === undefined) return;
        await end(scene, job, error, judgeFailure(error, job.tries + 1, context(scene)));
      }),

    /** The run was broken off for no fault of the job. */
    giveBack: (queue: Queue<unknown>, run: Run): Promise<void> =>
      change(queue, run.lock, async (scene) => {
        const job = await scene.rows.running(run);
        if (job !== undefined) await wait(scene, job, job);
      }),

    /** Nobody has heard of the run for so long that its process must have ended. */
    abandon: (queue: Queue<unknown>, run: Run, lease: number): Promise<void> =>
      change(queue, run.lock, async (scene) => {
        const job = await scene.rows.silent(run, lease);
        if (job === undefined) return;
        const error = new Error("the process ended while the job ran, or was cut off for too long");
        await end(scene, job, error, judgeInterruption(job.tries + 1, context(scene)));
      }),
  };
}

/** A run that failed: its job waits, or becomes a dead letter. */
async function end(scene: Scene, job: StoredJob, error: unknown, verdict: Verdict): Promise<void> {
  const next = afterFailure(job, verdict);
  if (next === undefined) await scene.rows.bury(job.id, describeError(error), job.tries + 1);
  else await wait(scene, job, next);
}

/**
 * An active job goes back to the queue, where a newer one of its key may wait already. A `merge` that
 * throws must neither lose the job nor stop the store.
 */
async function wait({ queue, rows, lock }: Scene, job: StoredJob, next: StoredJob): Promise<void> {
  const newer = await rows.waiting(lock);
  if (newer === undefined) {
    // pg-boss lets nothing wait again but what has failed.
    await rows.bury(job.id, "", 0);
    await rows.revive(job.id);
    await rows.change(job, next);
    return;
  }
  try {
    await rows.join(newer, withOlder(queue, newer, next), job.id);
  } catch (error) {
    await rows.bury(job.id, describeError(error), next.tries);
  }
}
