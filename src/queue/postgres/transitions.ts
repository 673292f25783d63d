import type { Pool } from "pg";
import type { PgBoss } from "pg-boss";

import type { KeyedJob, NewJob, Queue } from "../../ports/job-store.ts";
import { describeError } from "../describe-error.ts";
import type { RetryContext, Verdict } from "../retry-wait.ts";
import { judgeFailure, judgeInterruption } from "../retry-wait.ts";
import type { JobRows, StoredJob } from "./job-rows.ts";
import { dueOf, openRows } from "./job-rows.ts";
import type { Envelope, Run } from "./stored-job.ts";
import { identify, storedName } from "./stored-job.ts";
import { inTransaction } from "./transaction.ts";

export interface Surroundings {
  readonly pool: Pool;
  readonly boss: PgBoss;
  readonly schema: string;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What a transition knows while it lasts. */
interface Scene {
  readonly queue: Queue<unknown>;
  readonly rows: JobRows;
  /** The name that is locked. */
  readonly lock: string;
  /** The database's time: the clocks of replicas differ. */
  readonly now: number;
}

export type Transitions = ReturnType<typeof createTransitions>;

/** All ways in which a job passes from one state to the next, but for being added and taken. */
export function createTransitions({ pool, boss, schema, random }: Surroundings) {
  const change = <Result>(
    queue: Queue<unknown>,
    lock: string,
    steps: (scene: Scene) => Promise<Result>,
  ): Promise<Result> =>
    inTransaction(pool, async (client) => {
      const rows = openRows(client, boss, schema, queue.name);
      return steps({ queue, rows, lock, now: await rows.lock(lock) });
    });

  const context = ({ queue, now }: Scene): RetryContext => ({
    retries: queue.retries,
    now,
    random: random(),
  });

  return {
    put: (queue: Queue<unknown>, job: KeyedJob<unknown>, body: string): Promise<void> => {
      const { key, group, priority = 0, notBefore } = job;
      return change(queue, identify("key", key), async ({ rows, lock, now }) => {
        const wanted = notBefore ?? now;
        const waiting = await rows.waiting(lock);
        if (waiting === undefined) {
          const envelope = { name: storedName({ key }), body, tries: 0, wanted, held: 0 };
          await rows.insert(lock, envelope, { group, priority });
          return;
        }
        // New demand has all tries before it and waits for no backoff, but for what GitHub asked.
        const { envelope } = waiting;
        const next = {
          ...envelope,
          body: fold(queue, envelope.body, body),
          tries: 0,
          wanted: Math.min(envelope.wanted, wanted),
        };
        await rows.change(waiting.id, next, {
          group,
          priority: Math.max(waiting.priority, priority),
          moved: dueOf(next) !== dueOf(envelope),
        });
      });
    },

    /** Of a job whose id is known already: true where it was a dead letter and runs again now. */
    addAgain: (queue: Queue<unknown>, job: NewJob<unknown>, body: string): Promise<boolean> => {
      const id = identify("id", job.id);
      return change(queue, id, async ({ rows, now }) => {
        const dead = await rows.dead(id);
        if (dead === undefined) return false;
        await rows.revive(id);
        const envelope = { ...dead.envelope, body, tries: 0, wanted: now, held: 0 };
        await rows.change(id, envelope, {
          group: job.group,
          priority: job.priority ?? 0,
          moved: true,
        });
        return true;
      });
    },

    fail: (queue: Queue<unknown>, run: Run, error: unknown): Promise<void> =>
      change(queue, run.lock, async (scene) => {
        const job = await scene.rows.running(run);
        if (job === undefined) return;
        await end(scene, job, error, judgeFailure(error, job.envelope.tries + 1, context(scene)));
      }),

    /** The run was broken off for no fault of the job. */
    giveBack: (queue: Queue<unknown>, run: Run): Promise<void> =>
      change(queue, run.lock, async (scene) => {
        const job = await scene.rows.running(run);
        if (job !== undefined) await wait(scene, job, job.envelope, false);
      }),

    /** Nobody has heard of the run for so long that its process must have ended. */
    abandon: (queue: Queue<unknown>, run: Run, lease: number): Promise<void> =>
      change(queue, run.lock, async (scene) => {
        const job = await scene.rows.silent(run, lease);
        if (job === undefined) return;
        const error = new Error("the process ended while the job ran, or was cut off for too long");
        await end(scene, job, error, judgeInterruption(job.envelope.tries + 1, context(scene)));
      }),

    /** False where it is no dead letter any more. */
    discard: (queue: Queue<unknown>, { id, lock }: Pick<Run, "id" | "lock">): Promise<boolean> =>
      change(queue, lock, async ({ rows }) => {
        const dead = await rows.dead(id);
        if (dead !== undefined) await rows.remove(id);
        return dead !== undefined;
      }),

    retry: (queue: Queue<unknown>, { id, lock }: Pick<Run, "id" | "lock">): Promise<boolean> =>
      change(queue, lock, async ({ rows, now }) => {
        const dead = await rows.dead(id);
        if (dead === undefined) return false;
        const envelope = { ...dead.envelope, tries: 0, wanted: now, held: 0 };
        const newer = await rows.waiting(lock);
        if (newer !== undefined) await join(queue, rows, { ...dead, envelope }, newer);
        else {
          await rows.revive(id);
          await rows.change(id, envelope, { ...dead, moved: true });
        }
        return true;
      }),
  };
}

function fold(queue: Queue<unknown>, waiting: string, next: string): string {
  if (queue.merge === undefined) return next;
  return JSON.stringify(queue.merge(JSON.parse(waiting), JSON.parse(next)));
}

/** An older job is taken up by the one of its key that waits. */
async function join(
  queue: Queue<unknown>,
  rows: JobRows,
  older: StoredJob,
  newer: StoredJob,
): Promise<void> {
  const envelope: Envelope = {
    ...newer.envelope,
    body: fold(queue, older.envelope.body, newer.envelope.body),
    tries: Math.max(older.envelope.tries, newer.envelope.tries),
    wanted: Math.min(older.envelope.wanted, newer.envelope.wanted),
    held: Math.max(older.envelope.held, newer.envelope.held),
  };
  await rows.remove(older.id);
  await rows.change(newer.id, envelope, {
    group: newer.group,
    priority: Math.max(older.priority, newer.priority),
    moved: dueOf(envelope) !== dueOf(newer.envelope),
  });
}

/**
 * An active job goes back to the queue, where a newer one of its key may wait already. A `merge` that
 * throws must neither lose the job nor stop the store.
 */
async function wait(
  { queue, rows, lock }: Scene,
  job: StoredJob,
  envelope: Envelope,
  moved: boolean,
): Promise<void> {
  const newer = await rows.waiting(lock);
  if (newer === undefined) {
    await rows.bury(job.id, "", 0);
    await rows.revive(job.id);
    await rows.change(job.id, envelope, { ...job, moved });
    return;
  }
  try {
    await join(queue, rows, { ...job, envelope }, newer);
  } catch (error) {
    await rows.bury(job.id, describeError(error), envelope.tries);
  }
}

/** A run that failed: its job waits, or becomes a dead letter. */
async function end(scene: Scene, job: StoredJob, error: unknown, verdict: Verdict): Promise<void> {
  const { envelope } = job;
  const tries = envelope.tries + 1;
  if (verdict.kind === "dead") await scene.rows.bury(job.id, describeError(error), tries);
  else if (verdict.kind === "again")
    await wait(scene, job, { ...envelope, tries, wanted: verdict.wanted }, true);
  else await wait(scene, job, { ...envelope, held: verdict.held }, true);
}
