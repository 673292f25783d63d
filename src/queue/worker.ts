import type { AlarmClock } from "../ports/clock.ts";
import type { Handler, Job, Worker, WorkOptions } from "../ports/job-store.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { createOutage } from "./outage.ts";
import { runJob } from "./run-job.ts";

/** What a worker asks of a store; `Run` stands for one run of one job and is kept by identity. */
export interface JobSource<Run> {
  /** Keeps runs alive, then takes up to `room` jobs. Asked before its answer to what went before. */
  take(
    alive: readonly Run[],
    room: number,
  ): Promise<{
    readonly taken: readonly { readonly run: Run; readonly job: Job<unknown> }[];
    readonly lost: readonly Run[];
    readonly next: number | undefined;
  }>;
  complete(run: Run): Promise<void>;
  fail(run: Run, error: unknown): Promise<void>;
  giveBack(run: Run): Promise<void>;
}

export interface AwakableWorker extends Worker {
  /** Looks for jobs now. */
  wake(): void;
}

export interface WorkerSurroundings {
  readonly clock: AlarmClock;
  /** Told of what the worker cannot tell a caller. */
  readonly report: (error: unknown) => void;
}

/** Wakes are never further apart while something is to come, as the wall clock may be set. */
const longestSleep = 60_000;
const afterFailure = 1_000;

/** Starts a worker; it rests until `wake` is called or the next job is due. */
export function startWorker<Run>(
  source: JobSource<Run>,
  { concurrency, lease, limit }: WorkOptions,
  handler: Handler<unknown>,
  { clock, report }: WorkerSurroundings,
): AwakableWorker {
  const stopped = new Error("the worker is stopped");
  const severed = new Error("the store was out of reach until the lease of the run was over");
  const running = new Map<Run, AbortController>();
  const endings = new Set<Promise<void>>();
  const breakOff = (reason: Error): void => {
    for (const abort of running.values()) abort.abort(reason);
  };
  const heart = createHeartbeat(lease, clock, () => breakOff(severed));
  const outage = createOutage(report);
  let stopping = false;
  let pumping: Promise<void> | undefined;
  let again = false;
  let cancelAlarm: (() => void) | undefined;

  const sleepUntil = (instant: number): void => {
    cancelAlarm?.();
    if (instant === Infinity) return;
    const delay = Math.min(Math.max(instant - clock.now(), 0), longestSleep);
    cancelAlarm = clock.after(delay, wake);
  };

  const turn = async (): Promise<void> => {
    heart.plan(running.size > 0, false);
    const room = stopping ? 0 : concurrency - running.size;
    const beats = clock.now() >= heart.next();
    if (room <= 0 && !beats) return sleepUntil(heart.next());
    const answered = heart.ask(running.size > 0, beats);
    const alive = beats ? [...running.keys()] : [];
    const { taken, lost, next = Infinity } = await source.take(alive, room);
    answered();
    outage.isOver();
    for (const run of lost) running.get(run)?.abort(new Error("the run was given up"));
    // The stop may have been asked for while the jobs were taken.
    for (const { run, job } of taken) track(stopping ? source.giveBack(run) : handle(run, job));
    heart.plan(running.size > 0, beats);
    // A full worker, or one that stops, is woken by the end of a run.
    const looksForMore = running.size < concurrency && !stopping;
    sleepUntil(looksForMore ? Math.min(next, heart.next()) : heart.next());
  };

  const pump = async (): Promise<void> => {
    do {
      again = false;
      try {
        await turn();
      } catch (error) {
        outage.goesOn(error);
        sleepUntil(clock.now() + afterFailure);
      }
    } while (again);
    pumping = undefined;
  };

  const wake = (): void => {
    if (pumping === undefined) pumping = pump();
    else again = true;
  };

  const track = (ending: Promise<void>): void => {
    // Where even this fails, the lease runs out and the job runs again.
    const tracked = ending.catch(report).finally(() => endings.delete(tracked));
    endings.add(tracked);
  };

  const handle = async (run: Run, job: Job<unknown>): Promise<void> => {
    const abort = new AbortController();
    running.set(run, abort);
    let settle: () => Promise<void>;
    try {
      await runJob(handler, job, abort, { limit, clock });
      settle = () => source.complete(run);
    } catch (error) {
      const isBrokenOff = error === stopped || error === severed;
      settle = () => (isBrokenOff ? source.giveBack(run) : source.fail(run, error));
    }
    running.delete(run);
    const settled = settle();
    wake(); // before waiting, so that the end of this run and the next take share a commit
    await settled;
  };

  /** Resolves when nothing runs and no end of a run is unwritten. */
  const rest = async (): Promise<void> => {
    await Promise.all([pumping, ...endings]);
    if (pumping !== undefined || endings.size > 0) await rest();
  };

  wake();
  return {
    wake,
    stop: async (within = 10_000) => {
      stopping = true;
      const cancelDeadline = clock.after(within, () => breakOff(stopped));
      await rest();
      cancelDeadline();
      cancelAlarm?.();
      heart.stop();
    },
  };
}
