import { UpstreamError } from "../core/errors.ts";
import type { Clock } from "../ports/clock.ts";

/** Keeps one installation's requests within what GitHub allows it, without holding up any other's. */
export interface RequestScheduler {
  /** Sends a request, or refuses at once where the installation has to wait. Never sleeps. */
  run<T extends Answer>(installation: number, send: () => Promise<T>): Promise<T>;
  /** GraphQL says in a successful answer that the primary limit is used up. */
  refuseIfLimited(
    installation: number,
    errors: readonly { readonly type?: string; readonly message: string }[],
    headers: Record<string, unknown>,
  ): void;
}

interface Answer {
  readonly headers: Record<string, unknown>;
}

/** Documented: at most 100 requests at once, REST and GraphQL together; some room is left for others. */
const MAX_CONCURRENT = 60;
/** Documented: without a hint, wait at least a minute after a secondary limit. */
const SECONDARY_PAUSE = 60_000;

interface Lane {
  running: number;
  /** Milliseconds since the epoch before which nothing is sent. */
  closedUntil: number;
  waiting: (() => void)[];
}

export function createRequestScheduler(clock: Clock): RequestScheduler {
  const lanes = new Map<number, Lane>();
  const laneOf = (installation: number): Lane => {
    const lane = lanes.get(installation) ?? { running: 0, closedUntil: 0, waiting: [] };
    lanes.set(installation, lane);
    return lane;
  };
  const refuse = (lane: Lane, until: number, cause?: unknown): never => {
    lane.closedUntil = Math.max(lane.closedUntil, until);
    throw new UpstreamError("GitHub's rate limit for this installation is used up", {
      cause,
      retryAfter: lane.closedUntil - clock.now(),
    });
  };
  return {
    async run(installation, send) {
      const lane = laneOf(installation);
      if (lane.closedUntil > clock.now()) refuse(lane, lane.closedUntil);
      if (lane.running >= MAX_CONCURRENT) {
        await new Promise<void>((resolve) => lane.waiting.push(resolve));
      } else lane.running += 1;
      try {
        // While it waited for its turn, another request may have met the limit.
        if (lane.closedUntil > clock.now()) refuse(lane, lane.closedUntil);
        return await send();
      } catch (error) {
        if (error instanceof UpstreamError) throw error;
        const pause = pauseAfter(error, clock.now());
        if (pause !== undefined) refuse(lane, clock.now() + pause, error);
        throw upstream(error);
      } finally {
        const next = lane.waiting.shift();
        if (next) next();
        else lane.running -= 1;
      }
    },
    refuseIfLimited(installation, errors, headers) {
      const primary = errors.some(({ type }) => type === "RATE_LIMITED" || type === "RATE_LIMIT");
      const limited = primary || errors.some(({ message }) => SECONDARY.test(message));
      if (!limited) return;
      // With a primary limit the points that are said to remain may be more than none (octokit/plugin-throttling.js#636).
      const said = primary ? { ...headers, "x-ratelimit-remaining": "0" } : headers;
      const pause = pauseIn(said, clock.now()) ?? SECONDARY_PAUSE;
      refuse(laneOf(installation), clock.now() + pause);
    },
  };
}

/** GraphQL answers a secondary limit with 200 or 403 and no type (docs: rate-limits-for-the-graphql-api). */
const SECONDARY = /secondary rate limit/i;

interface HttpError {
  readonly status?: number;
  readonly message?: string;
  readonly response?: { readonly headers?: Record<string, unknown> };
}

/** How long to wait after an answer, in milliseconds; undefined where it was not about limits. */
function pauseAfter(error: unknown, now: number): number | undefined {
  const { status, response } = error as HttpError;
  if (status !== 403 && status !== 429) return undefined;
  const pause = pauseIn(response?.headers ?? {}, now);
  if (pause !== undefined) return pause;
  return status === 429 || SECONDARY.test((error as HttpError).message ?? "")
    ? SECONDARY_PAUSE
    : undefined;
}

function pauseIn(headers: Record<string, unknown>, now: number): number | undefined {
  const retryAfter = Number(headers["retry-after"]);
  if (retryAfter > 0) return retryAfter * 1000;
  if (String(headers["x-ratelimit-remaining"]) !== "0") return undefined;
  const reset = Number(headers["x-ratelimit-reset"]) * 1000;
  return reset > 0 ? Math.max(1000, reset - now) : SECONDARY_PAUSE;
}

/** Server faults and lost connections are worth trying again; what GitHub refuses for a reason is not. */
function upstream(error: unknown): unknown {
  const { status, message } = error as HttpError;
  return status === undefined || status >= 500
    ? new UpstreamError(`GitHub did not answer: ${message ?? String(error)}`, { cause: error })
    : error;
}
