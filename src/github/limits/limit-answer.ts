import { type Headers, serverAhead } from "./hourly-budget.ts";

/** An answer by which GitHub bids us wait. */
export interface LimitAnswer {
  /** The requests of the hour are used up; or GitHub was asked too much at once, whatever remains. */
  readonly kind: "primary" | "secondary";
  /** For how many milliseconds; undefined where GitHub does not say. */
  readonly pause: number | undefined;
}

export interface HttpError {
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly headers?: Headers };
}

/** A secondary limit is told by its text alone (docs: rate-limits-for-the-graphql-api). */
const SECONDARY = /secondary rate limit/i;

/** What a failed request says of limits; undefined where it was refused for another reason. */
export function limitInError(error: unknown, now: number): LimitAnswer | undefined {
  const { status, message = "", response } = error as HttpError;
  if (status !== 403 && status !== 429) return undefined;
  const headers = response?.headers ?? {};
  const after = retryAfter(headers);
  if (after !== undefined) return { kind: "secondary", pause: after };
  if (isUsedUp(headers)) return { kind: "primary", pause: untilReset(headers, now) };
  const limited = status === 429 || SECONDARY.test(message);
  return limited ? { kind: "secondary", pause: undefined } : undefined;
}

/** GraphQL tells of limits in an answer that succeeded. */
export function limitInAnswer(
  errors: readonly { readonly type?: string; readonly message: string }[],
  headers: Headers,
  now: number,
): LimitAnswer | undefined {
  // With a primary limit the points that are said to remain may be more than none (octokit/plugin-throttling.js#636).
  if (errors.some(({ type }) => type === "RATE_LIMITED" || type === "RATE_LIMIT")) {
    return { kind: "primary", pause: retryAfter(headers) ?? untilReset(headers, now) };
  }
  return errors.some(({ message }) => SECONDARY.test(message))
    ? { kind: "secondary", pause: retryAfter(headers) }
    : undefined;
}

/** Documented: without a hint, wait at least a minute, and longer each time that it fails again. */
const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 15 * 60_000;

/** How long to wait where GitHub does not say, after so many refusals in a row. */
export function pauseAfter(refusals: number): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.max(0, refusals - 1));
}

function retryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers["retry-after"]);
  return seconds > 0 ? seconds * 1000 : undefined;
}

function isUsedUp(headers: Headers): boolean {
  return String(headers["x-ratelimit-remaining"]) === "0";
}

/** Clocks differ: a reset that is past is waited for a moment all the same. */
function untilReset(headers: Headers, now: number): number | undefined {
  const reset = Number(headers["x-ratelimit-reset"]) * 1000 - serverAhead(headers, now);
  return reset > 0 ? Math.max(1000, reset - now) : undefined;
}
