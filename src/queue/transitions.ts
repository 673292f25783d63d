import type { Clock } from "../ports/clock.ts";
import type { KeyedJob, NewJob, Queue } from "../ports/job-store.ts";
import { describeError } from "./describe-error.ts";
import type { JobRow, JobTable } from "./job-table.ts";
import type { Verdict } from "./retry-wait.ts";
import { judgeFailure, judgeInterruption } from "./retry-wait.ts";

export interface Surroundings {
  readonly table: JobTable;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** A queue by its name; undefined where this process was not told of it. */
  readonly queue: (name: string) => Queue<unknown> | undefined;
}

/** One run of one job. What is said of a run that is no longer the current one has no effect. */
export interface Run {
  readonly seq: number;
  readonly runs: number;
}

export type Transitions = ReturnType<typeof createTransitions>;

/** All ways in which a job passes from one state to the next. Call them inside a transaction. */
export function createTransitions({ table, clock, random, queue: queueOf }: Surroundings) {
  const fold = (name: string, waiting: string, next: string): string => {
    const queue = queueOf(name);
    if (queue?.merge === undefined) return next;
    return JSON.stringify(queue.merge(JSON.parse(waiting), JSON.parse(next)));
  };

  const current = ({ seq, runs }: Run): JobRow | undefined => {
    const row = table.bySeq(seq);
    return row?.state === "active" && row.runs === runs ? row : undefined;
  };

  const bury = (row: JobRow, error: unknown): void => {
    table.save({ ...row, state: "dead", error: describeError(error), ended: clock.now() });
  };

  /** Back to the queue, where a newer job of the same key may wait already. */
  const wait = (row: JobRow): void => {
    const newer = row.key === null ? undefined : table.pending(row.queue, row.key);
    if (newer === undefined) {
      table.save({ ...row, state: "waiting" });
      return;
    }
    const data = fold(row.queue, table.data(row.seq), table.data(newer.seq));
    table.remove(row.seq);
    table.saveData(newer.seq, data);
    table.save({
      ...newer,
      priority: Math.max(row.priority, newer.priority),
      tries: Math.max(row.tries, newer.tries),
      wanted: Math.min(row.wanted, newer.wanted),
      held: Math.max(row.held, newer.held),
    });
  };

  /** A `merge` that throws must neither lose the job nor stop the store. */
  const waitOrBury = (row: JobRow): void => {
    try {
      wait(row);
    } catch (error) {
      bury(row, error);
    }
  };

  const apply = (row: JobRow, error: unknown, verdict: Verdict): void => {
    const noted = { ...row, error: describeError(error) };
    if (verdict.kind === "dead") bury(row, error);
    else if (verdict.kind === "again") waitOrBury({ ...noted, wanted: verdict.wanted });
    else waitOrBury({ ...noted, held: verdict.held, tries: row.tries - 1 });
  };

  const context = (row: JobRow) => ({
    retries: queueOf(row.queue)?.retries,
    now: clock.now(),
    random: random(),
  });

  const fail = (row: JobRow, error: unknown): void =>
    apply(row, error, judgeFailure(error, row.tries, context(row)));

  const revive = (row: JobRow): void =>
    wait({ ...row, tries: 0, wanted: clock.now(), held: 0, error: null, ended: null });

  return {
    add: (queue: string, job: NewJob<unknown>, data: string): "added" | "duplicate" => {
      const known = table.byId(queue, job.id);
      if (known?.state === "dead") {
        table.saveData(known.seq, data);
        revive(known);
        return "added";
      }
      if (known !== undefined || table.isDone(queue, job.id)) return "duplicate";
      const { id, group = "", priority = 0 } = job;
      table.insert({ queue, id, key: null, group, priority, wanted: clock.now() }, data);
      return "added";
    },

    put: (queue: string, job: KeyedJob<unknown>, data: string): void => {
      const { key, group = "", priority = 0, notBefore: wanted = clock.now() } = job;
      const waiting = table.pending(queue, key);
      if (waiting === undefined) {
        table.insert({ queue, id: null, key, group, priority, wanted }, data);
        return;
      }
      // New demand has all tries before it and waits for no backoff, but for what GitHub asked.
      table.saveData(waiting.seq, fold(queue, table.data(waiting.seq), data));
      table.save({
        ...waiting,
        group,
        priority: Math.max(waiting.priority, priority),
        tries: 0,
        wanted: Math.min(waiting.wanted, wanted),
      });
    },

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
      if (row !== undefined) waitOrBury({ ...row, tries: row.tries - 1 });
    },

    /** Nobody has heard of the run for too long. */
    abandon: (row: JobRow): void =>
      fail(row, new Error("gave no sign of life until its lease ran out")),

    /** At start: whatever is active belongs to a process that is gone. */
    recover: (queue: string): void => {
      for (const row of table.active(queue))
        apply(
          row,
          new Error("the process ended while the job ran"),
          judgeInterruption(row.tries, context(row)),
        );
    },

    retry: (seq: number): boolean => {
      const row = table.bySeq(seq);
      if (row?.state !== "dead") return false;
      revive(row);
      return true;
    },

    discard: (seq: number): boolean => {
      const row = table.bySeq(seq);
      if (row?.state !== "dead") return false;
      table.remove(row.seq);
      return true;
    },
  };
}
