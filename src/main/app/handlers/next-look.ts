/** Spreads ids evenly however close they are: the golden ratio's part behind the point. */
const SPREAD = 0.618_033_988_749_894_9;

/** When a repository is looked at next: at the same moment of every period, another one for each. */
export function nextLook(repository: number, now: number, period: number): number {
  const moment = Math.floor(((repository * SPREAD) % 1) * period);
  const start = now - (now % period) + moment;
  return start > now ? start : start + period;
}
