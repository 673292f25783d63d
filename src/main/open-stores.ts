import type { JobStore, Queue } from "../ports/job-store.ts";
import { openSqliteJobStore } from "../queue/sqlite-job-store.ts";
import { systemClock } from "../queue/system-clock.ts";

export interface StoresOptions {
  /** Where the stores of a single process lie. */
  readonly dataDirectory: string;
  /** Every queue that will be used. */
  readonly queues: readonly Queue<unknown>[];
  /** Told of failures that no caller is waiting for. */
  readonly report: (error: unknown) => void;
}

/** What outlives the process. */
export interface Stores {
  readonly jobs: JobStore;
  /** Lets the workers end what they do, then lets go of everything. */
  close(within?: number): Promise<void>;
}

/** Opens what outlives the process: files in the data directory, owned by this process alone. */
export async function openStores({
  dataDirectory,
  queues,
  report,
}: StoresOptions): Promise<Stores> {
  const jobs = openSqliteJobStore({
    directory: dataDirectory,
    queues,
    clock: systemClock,
    random: Math.random,
    report,
  });
  return Promise.resolve({ jobs, close: (within) => jobs.close(within) });
}
