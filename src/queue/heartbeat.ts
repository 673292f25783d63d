import type { AlarmClock } from "../ports/clock.ts";

/** Knows when the runs of a worker have to give a sign of life, and for how long the store is sure to believe in them. */
export interface Heartbeat {
  /** When the next sign of life is due; `Infinity` where nothing runs. */
  next(): number;
  /**
   * The store is being asked, with signs of life where `beats`. Returns what is to be called once it has
   * answered; until then the runs are severed when its belief ends.
   */
  ask(isAnythingRunning: boolean, beats: boolean): () => void;
  /** Plans the next sign of life. */
  plan(isAnythingRunning: boolean, beaten: boolean): void;
  stop(): void;
}

/** @param sever breaks the runs off: another worker may have their jobs by now, and two at once would undo each other's work */
export function createHeartbeat(lease: number, clock: AlarmClock, sever: () => void): Heartbeat {
  let next = Infinity;
  let believed = Infinity;
  let cancelSeverance: (() => void) | undefined;
  return {
    next: () => next,
    ask(isAnythingRunning, beats) {
      const asked = clock.now();
      if (!isAnythingRunning) believed = asked + lease;
      // Not only where the store refuses: it may be silent for longer than that.
      else cancelSeverance ??= clock.after(Math.max(believed - asked, 0), sever);
      return () => {
        if (beats) believed = asked + lease;
        cancelSeverance?.();
        cancelSeverance = undefined;
      };
    },
    plan(isAnythingRunning, beaten) {
      if (!isAnythingRunning) next = Infinity;
      else if (beaten || next === Infinity) next = clock.now() + lease / 3;
    },
    stop: () => cancelSeverance?.(),
  };
}
