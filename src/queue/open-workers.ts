import { InternalError } from "../core/errors.ts";
import type { AlarmClock } from "../ports/clock.ts";
import type { Handler, Queue, Worker, WorkOptions } from "../ports/job-store.ts";
import { type AwakableWorker, type JobSource, startWorker } from "./worker.ts";

/** What is needed to open a store, wherever that is. */
export interface StoreOptions {
  /** Every queue that will be used. */
  readonly queues: readonly Queue<unknown>[];
  readonly clock: AlarmClock;
  /** Spreads retries; in [0, 1). */
  readonly random: () => number;
  /** Told of failures that no caller is waiting for. */
  readonly report: (error: unknown) => void;
}

/** The queues of a store, and who works on them in this process. */
export interface Workers {
  /** A queue by its name; undefined where the store was not told of it. */
  readonly queue: (name: string) => Queue<unknown> | undefined;
  /** Throws where the store was not told of a queue: its jobs would never be done. */
  require(queue: Queue<unknown>): void;
  start<Run, Data>(
    queue: Queue<Data>,
    options: WorkOptions,
    handler: Handler<Data>,
    source: JobSource<Run>,
  ): Worker;
  readonly wake: (queue: string) => void;
  wakeAll(): void;
  /** The queues that are worked on, each with the shortest lease of its workers. */
  readonly leases: () => ReadonlyMap<string, number>;
  stopAll(within: number | undefined): Promise<void>;
}

export function openWorkers({ queues, clock, report }: Omit<StoreOptions, "random">): Workers {
  const known = new Map(queues.map((queue) => [queue.name, queue]));
  if (known.size !== queues.length) throw new InternalError("two queues have one name");
  const workers = new Map(queues.map(({ name }) => [name, new Map<AwakableWorker, WorkOptions>()]));
  const workersOf = (name: string): Map<AwakableWorker, WorkOptions> => {
    const found = workers.get(name);
    if (found === undefined) throw new InternalError(`the store was not told of queue ${name}`);
    return found;
  };
  const wake = (name: string): void => {
    for (const worker of workersOf(name).keys()) worker.wake();
  };

  return {
    queue: (name) => known.get(name),
    require: ({ name }) => void workersOf(name),
    start(queue, options, handler, source) {
      const ofQueue = workersOf(queue.name);
      const worker = startWorker(source, options, handler as Handler<unknown>, { clock, report });
      ofQueue.set(worker, options);
      return {
        async stop(within) {
          await worker.stop(within);
          ofQueue.delete(worker);
        },
      };
    },
    wake,
    wakeAll() {
      for (const name of workers.keys()) wake(name);
    },
    leases: () =>
      new Map(
        [...workers].flatMap(([name, those]) =>
          those.size === 0 ? [] : [[name, shortestLease(those.values())] as const],
        ),
      ),
    async stopAll(within) {
      const all = [...workers.values()].flatMap((those) => [...those.keys()]);
      await Promise.all(all.map((worker) => worker.stop(within)));
    },
  };
}

function shortestLease(options: Iterable<WorkOptions>): number {
  return Math.min(...[...options].map(({ lease }) => lease));
}
