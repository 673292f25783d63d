/** How much may be spent at once, and how much comes back in a minute. */
export interface Allowance {
  readonly burst: number;
  readonly perMinute: number;
}

/** What was left of an allowance at an instant, in milliseconds; below nothing where it is owed. */
export interface Level {
  readonly left: number;
  readonly at: number;
}

const MINUTE = 60_000;

/** Nothing was spent yet. */
export function full({ burst }: Allowance, at: number): Level {
  return { left: burst, at };
}

/** What is left now. A clock that went back gives nothing. */
export function leftAt({ left, at }: Level, { burst, perMinute }: Allowance, now: number): number {
  return Math.min(burst, left + (Math.max(0, now - at) * perMinute) / MINUTE);
}

/** What is left after spending: it may be owed, up to as much as may be spent at once. */
export function spent(level: Level, amount: number, allowance: Allowance, now: number): Level {
  const left = Math.max(-allowance.burst, leftAt(level, allowance, now) - amount);
  return { left, at: Math.max(now, level.at) };
}

/** For how many milliseconds an amount cannot be spent such that `kept` stays. */
export function waitFor(
  level: Level,
  amount: number,
  kept: number,
  allowance: Allowance,
  now: number,
): number {
  // What is more than ever comes together may be spent once everything is there.
  const wanted = Math.min(amount + kept, allowance.burst);
  const missing = wanted - leftAt(level, allowance, now);
  return missing <= 0 ? 0 : Math.ceil((missing * MINUTE) / allowance.perMinute);
}

/** A part of an allowance. */
export function scaled({ burst, perMinute }: Allowance, part: number): Allowance {
  return { burst: burst * part, perMinute: perMinute * part };
}
