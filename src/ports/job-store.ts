/**
 * A durable store of jobs. What `add` or `put` has answered for survives the process and the power,
 * and is handled at least once: handlers must bear being repeated. Jobs are JSON values.
 */
export interface JobStore {
  /**
   * Keeps a job that is known by its id. An id that waits, runs or is done is a duplicate; done ones
   * are remembered for seven days at least. One whose job failed for good runs again (F26).
   */
  add<Data>(queue: Queue<Data>, job: NewJob<Data>): Promise<"added" | "duplicate">;
  /**
   * Asks that the job of a key be run after this. At most one job of a key waits and at most one
   * runs: a waiting one takes up the new data and becomes due at the earlier of both times.
   */
  put<Data>(queue: Queue<Data>, job: KeyedJob<Data>): Promise<void>;
  /** The data of the job of a key that waits, due or not; undefined where none does. */
  waiting<Data>(queue: Queue<Data>, key: string): Promise<Data | undefined>;
  /** Hands jobs to the handler as they become due, the groups taking turns. */
  work<Data>(queue: Queue<Data>, options: WorkOptions, handler: Handler<Data>): Worker;
  counts(): Promise<readonly QueueCounts[]>;
  /** The last hundred jobs of the queue that failed for good, the latest first. */
  dead<Data>(queue: Queue<Data>): Promise<readonly DeadLetter[]>;
  /** Runs a dead letter again, with all its tries. False where there is none of this id. */
  retry(deadId: string): Promise<boolean>;
  /** Gives a dead letter up: its job is gone. False where there is none of this id. */
  discard(deadId: string): Promise<boolean>;
  /** Forgets ids that were done, and dead letters that were given up, before an instant. */
  forget(before: number): Promise<void>;
  /** Stops the workers, as their `stop` does, then lets go of what the store holds. */
  close(within?: number): Promise<void>;
}

/**
 * A named queue: the same object is given to the store when it is opened and with every call, and
 * carries the type of the data.
 */
export interface Queue<Data> {
  readonly name: string;
  /** What a waiting job becomes when another of its key joins it. Pure. Without it the next wins. */
  merge?(waiting: Data, next: Data): Data;
  readonly retries?: Retries;
}

/** How often and how soon a failed job is tried again. */
export interface Retries {
  /** Runs in all, the first included. */
  readonly tries: number;
  /** The wait after the first failure in milliseconds; it doubles with each further one. */
  readonly first: number;
  readonly most: number;
}

export interface NewJob<Data> {
  /** Of a webhook: the GUID of its delivery. */
  readonly id: string;
  readonly data: Data;
  readonly group?: string | undefined;
  /** Of the due jobs of a group the higher goes first; 0 where none is given. */
  readonly priority?: number | undefined;
}

export interface KeyedJob<Data> {
  /** Of a gate: the pull request. */
  readonly key: string;
  readonly data: Data;
  /** Who shares the workers evenly with the others: the installation. */
  readonly group?: string | undefined;
  /** Not due before this instant. */
  readonly notBefore?: number | undefined;
  /** As of a new job. Where jobs fold the higher one counts. */
  readonly priority?: number | undefined;
}

export interface WorkOptions {
  /** Jobs that run at once. */
  readonly concurrency: number;
  /** Of these, how many may belong to one group. */
  readonly perGroup?: number;
  /** A job that gave no sign of life for so many milliseconds is taken to be abandoned. */
  readonly lease: number;
  /** A handler that takes longer, in milliseconds, is told to stop and has failed. */
  readonly limit: number;
}

export interface Job<Data> {
  readonly id: string | undefined;
  readonly key: string | undefined;
  readonly group: string | undefined;
  readonly data: Data;
  /** Which try this is, from 1. */
  readonly attempt: number;
}

/**
 * Returns: the job is done. Throws an `UpstreamError` with `retryAfter`: the job runs again after
 * that, without using up a try. Throws anything else: it is tried again later, and is a dead letter
 * when its tries are used up. When the signal fires, nobody waits for the handler any more.
 */
export type Handler<Data> = (job: Job<Data>, signal: AbortSignal) => Promise<void>;

export interface Worker {
  /**
   * Takes no more jobs and waits for those that run. What still runs after `within` milliseconds is
   * told to stop and goes back to the queue.
   */
  stop(within?: number): Promise<void>;
}

export interface QueueCounts {
  readonly queue: string;
  /** Due and not yet taken. */
  readonly due: number;
  /** Not due yet. */
  readonly later: number;
  readonly active: number;
  readonly dead: number;
  /** For how many milliseconds the first of the due jobs has been due. */
  readonly age: number;
}

export interface DeadLetter {
  readonly deadId: string;
  readonly id: string | undefined;
  readonly key: string | undefined;
  readonly group: string | undefined;
  readonly error: string;
  readonly tries: number;
  /** When it was given up. */
  readonly at: number;
}
