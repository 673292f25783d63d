import type { AlarmClock } from "../ports/clock.ts";

/** Longer delays make `setTimeout` fire at once. */
const longest = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: AlarmClock = {
  now: () => Date.now(),
  after: (delay, ring) => {
    const timer = setTimeout(ring, Math.min(delay, longest));
    return () => clearTimeout(timer);
  },
};
