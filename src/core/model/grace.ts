import { DAY, momentText, readMoment } from "./moment.ts";

/** For how long, in days, what stood before a pull request only warns, where a policy says nothing. */
export const DEFAULT_EXISTING_GRACE = 14;

/** Midnight (UTC) that begins the day so many days ago: what failed then already has had its time. */
export function graceStart(now: string, days: number): string {
  return midnightOf(now, -days);
}

/** Midnight (UTC) that ends a day: then grace is looked at again, and a hotfix of that day ends. */
export function nextMidnight(instant: string): string {
  return midnightOf(instant, 1);
}

/** Midnight (UTC) that begins the day so many days after an instant. */
export function midnightOf(instant: string, days: number): string {
  const start = readMoment(instant.slice(0, 10))?.start ?? 0;
  return momentText(start + days * DAY).replace("Z", ".000Z");
}
