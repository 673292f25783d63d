import { waitIn } from "../core/errors.ts";
import type { Retries } from "../ports/job-store.ts";

/** Keeps a handler that meets the same limit again and again from spinning. */
const leastRetryAfter = 1_000;

/** Some fifty minutes in all: 2 s, 4 s ... 10 min. */
export const defaultRetries: Retries = { tries: 12, first: 2_000, most: 600_000 };

/**
 * What is to be done about a job whose run number `tries` failed: run it again at `wanted`; hold it
 * until `held`, and the run does not count; or nothing more.
 */
export type Verdict =
  | { readonly kind: "again"; readonly wanted: number }
  | { readonly kind: "hold"; readonly held: number }
  | { readonly kind: "dead" };

/** When a failed job runs again. `random` is in [0, 1). */
export function judgeFailure(
  error: unknown,
  tries: number,
  { retries = defaultRetries, now, random }: RetryContext,
): Verdict {
  const wait = waitIn(error);
  if (wait !== undefined) {
    return { kind: "hold", held: now + Math.ceil(Math.max(wait, leastRetryAfter)) };
  }
  if (tries >= retries.tries) return { kind: "dead" };
  return { kind: "again", wanted: now + backoff(tries, retries, random) };
}

/**
 * When a job runs again whose process ended under it. At once, as it was hardly its fault; unless it
 * has run before, as it may be what brings the process down.
 */
export function judgeInterruption(
  tries: number,
  { retries = defaultRetries, now, random }: RetryContext,
): Verdict {
  if (tries >= retries.tries) return { kind: "dead" };
  return { kind: "again", wanted: tries > 1 ? now + backoff(tries - 1, retries, random) : now };
}

export interface RetryContext {
  readonly retries: Retries | undefined;
  readonly now: number;
  readonly random: number;
}

/** Doubles with each failure; the jitter keeps jobs that failed together from coming back together. */
function backoff(failures: number, { first, most }: Retries, random: number): number {
  return Math.ceil(Math.min(most, first * 2 ** (failures - 1)) * (0.5 + random / 2));
}
