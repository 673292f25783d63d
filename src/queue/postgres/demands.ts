import type { KeyedJob, NewJob, Queue } from "../../ports/job-store.ts";
import { fromTheDead, newJob, withDemand } from "../waiting-job.ts";
import { identify, storedName } from "./stored-job.ts";
import type { Change } from "./change.ts";

/** How jobs are asked for, but for those whose id is new: an `Adder` writes many of them together. */
export function createDemands(change: Change) {
  return {
    put: (queue: Queue<unknown>, job: KeyedJob<unknown>, body: string): Promise<void> => {
      const { key, group, priority, notBefore } = job;
      return change(queue, identify("key", key), async ({ rows, lock, now }) => {
        const demand = newJob(body, { priority, wanted: notBefore ?? now });
        const waiting = await rows.waiting(lock);
        if (waiting === undefined)
          await rows.insert(lock, { ...demand, name: storedName({ key }), group });
        else await rows.change(waiting, { ...withDemand(queue, waiting, demand), group });
      });
    },

    /** Of a job whose id is known already: true where it was a dead letter and runs again now. */
    addAgain: (queue: Queue<unknown>, job: NewJob<unknown>, body: string): Promise<boolean> => {
      const { group, priority = 0 } = job;
      const id = identify("id", job.id);
      return change(queue, id, async ({ rows, now }) => {
        const dead = await rows.dead(id);
        if (dead === undefined) return false;
        await rows.revive(id);
        await rows.change(dead, { ...fromTheDead(dead, now), body, group, priority });
        return true;
      });
    },
  };
}
