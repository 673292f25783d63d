import type { PgBoss } from "pg-boss";

import type { NewJob } from "../../ports/job-store.ts";
import { identify, place, storedGroup, storedName } from "./stored-job.ts";

/** Lets deliveries that come while others are written share the next write and its wait for the disk. */
export interface Adder {
  /** Resolves when the job is on the disk: false where its id was known already. */
  add(queue: string, job: NewJob<unknown>, body: string): Promise<boolean>;
}

/** One write takes no more than so many jobs, and so many characters of them. */
const most = { jobs: 200, characters: 8_000_000 };
/** Writes that are on their way at once. */
const lanes = 2;

interface Pending {
  readonly queue: string;
  readonly id: string;
  readonly job: NewJob<unknown>;
  readonly body: string;
  readonly resolve: (added: boolean) => void;
  readonly reject: (error: unknown) => void;
}

export function createAdder(boss: PgBoss): Adder {
  const pending: Pending[] = [];
  let busy = 0;

  /** The first of those that wait, and others of its queue that fit in with it. */
  const takeBatch = (): readonly Pending[] => {
    const batch = new Map<string, Pending>();
    let characters = 0;
    for (const each of pending) {
      if (batch.size >= most.jobs) break;
      if (each.queue !== pending[0]?.queue || batch.has(each.id)) continue;
      if (batch.size > 0 && characters + each.body.length > most.characters) continue;
      characters += each.body.length;
      batch.set(each.id, each);
    }
    const taken = [...batch.values()];
    for (const each of taken) pending.splice(pending.indexOf(each), 1);
    return taken;
  };

  const write = async (batch: readonly Pending[]): Promise<void> => {
    const [first] = batch;
    if (first === undefined) return;
    try {
      const added = await boss.insert(first.queue, batch.map(toRow), { returnId: true });
      const ids = new Set(added);
      for (const { id, resolve } of batch) resolve(ids.has(id));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const pump = (): void => {
    while (busy < lanes && pending.length > 0) {
      busy++;
      void write(takeBatch()).finally(() => {
        busy--;
        pump();
      });
    }
  };

  return {
    add: (queue, job, body) => {
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      if (pending.length === 0) setImmediate(pump);
      pending.push({ queue, id: identify("id", job.id), job, body, resolve, reject });
      return promise;
    },
  };
}

function toRow({ id, job, body }: Pending) {
  return {
    id,
    data: { name: storedName({ id: job.id }), body, tries: 0, wanted: 0, held: 0 },
    singletonKey: id,
    group: storedGroup(job.group),
    priority: job.priority ?? 0,
    startAfter: `-${1_000 - place()} microseconds`,
  };
}
