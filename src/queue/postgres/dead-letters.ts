import type { Queue } from "../../ports/job-store.ts";
import { fromTheDead, withOlder } from "../waiting-job.ts";
import type { Run } from "./stored-job.ts";
import type { Change } from "./change.ts";

/** What an operator does with a job that was given up; false where it is no dead letter any more. */
export function createDeadLetters(change: Change) {
  return {
    retry: (queue: Queue<unknown>, { id, lock }: Pick<Run, "id" | "lock">): Promise<boolean> =>
      change(queue, lock, async ({ rows, now }) => {
        const dead = await rows.dead(id);
        if (dead === undefined) return false;
        const revived = fromTheDead(dead, now);
        const newer = await rows.waiting(lock);
        if (newer !== undefined) await rows.join(newer, withOlder(queue, newer, revived), id);
        else {
          await rows.revive(id);
          await rows.change(dead, revived);
        }
        return true;
      }),

    discard: (queue: Queue<unknown>, { id, lock }: Pick<Run, "id" | "lock">): Promise<boolean> =>
      change(queue, lock, async ({ rows }) => {
        const dead = await rows.dead(id);
        if (dead !== undefined) await rows.remove(id);
        return dead !== undefined;
      }),
  };
}
