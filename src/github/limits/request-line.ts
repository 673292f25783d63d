import { type Priority, PRIORITIES } from "../../core/model/priority.ts";
import type { AlarmClock } from "../../ports/clock.ts";

/** Lets so many in at once that there is room; those who wait are let in by their priority. */
export interface RequestLine {
  /** Resolves to false where there is no room within so many milliseconds. */
  enter(priority: Priority, within: number): Promise<boolean>;
  /** Whoever was let in has ended. */
  leave(): void;
}

/** @param room how many may be inside when one of a priority enters, itself among them */
export function createRequestLine(
  room: Readonly<Record<Priority, number>>,
  clock: AlarmClock,
): RequestLine {
  const waiting = new Map<Priority, Set<() => void>>();
  let running = 0;
  const lineOf = (priority: Priority): Set<() => void> => {
    const line = waiting.get(priority) ?? new Set();
    waiting.set(priority, line);
    return line;
  };
  return {
    enter(priority, within) {
      if (running < room[priority]) {
        running += 1;
        return Promise.resolve(true);
      }
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const line = lineOf(priority);
      const cancel = clock.after(within, () => {
        line.delete(letIn);
        resolve(false);
      });
      const letIn = (): void => {
        line.delete(letIn);
        cancel();
        running += 1;
        resolve(true);
      };
      line.add(letIn);
      return promise;
    },
    leave() {
      running -= 1;
      const next = PRIORITIES.toReversed().find(
        (priority) => lineOf(priority).size > 0 && running < room[priority],
      );
      if (next === undefined) return;
      const [letIn] = lineOf(next);
      letIn?.();
    },
  };
}
