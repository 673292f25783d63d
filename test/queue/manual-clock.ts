import type { AlarmClock } from "../../src/ports/clock.ts";

export interface ManualClock extends AlarmClock {
  /** Moves the time on and rings what has become due, in order. */
  readonly advance: (milliseconds: number) => void;
  /** Alarms that are set. */
  readonly alarms: () => readonly number[];
}

/** A clock that stands still until it is moved. */
export function createManualClock(start = 1_000_000): ManualClock {
  let now = start;
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  return {
    now: () => now,
    after: (delay, ring) => {
      const alarm = { at: now + delay, ring };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    advance: (milliseconds) => {
      now += milliseconds;
      const due = [...alarms].filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at);
      for (const alarm of due) if (alarms.delete(alarm)) alarm.ring();
    },
    alarms: () => [...alarms].map(({ at }) => at - now),
  };
}
