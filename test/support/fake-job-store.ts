import type { JobStore, KeyedJob, NewJob, Queue } from "../../src/ports/job-store.ts";

export interface FakeJobStore extends Pick<JobStore, "add" | "put"> {
  /** What was kept, in order: the queue's name with the job. */
  readonly kept: { readonly queue: string; readonly job: NewJob<unknown> | KeyedJob<unknown> }[];
}

/**
 * Keeps jobs and runs none.
 *
 * @param waiting the data of a job that waits, whatever the key
 */
export function fakeJobStore(waiting?: unknown): FakeJobStore & JobStore {
  const kept: FakeJobStore["kept"] = [];
  return {
    kept,
    add<Data>({ name }: Queue<Data>, job: NewJob<Data>) {
      kept.push({ queue: name, job });
      return Promise.resolve("added");
    },
    put<Data>({ name }: Queue<Data>, job: KeyedJob<Data>) {
      kept.push({ queue: name, job });
      return Promise.resolve();
    },
    waiting: <Data>() => Promise.resolve(waiting as Data | undefined),
    work: absent,
    counts: absent,
    dead: absent,
    retry: absent,
    discard: absent,
    forget: absent,
    close: () => Promise.resolve(),
  };
}

function absent(): never {
  throw new Error("this store only keeps");
}
