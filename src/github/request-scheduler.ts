import { UpstreamError } from "../core/errors.ts";
import type { Priority } from "../core/model/priority.ts";
import type { AlarmClock } from "../ports/clock.ts";
import { asUpstream } from "./as-upstream.ts";
import type { Headers, HourlyBudget, RateLimitAnswer } from "./hourly-budget.ts";
import { createInstallationLimits, type InstallationLimits, type WaitReason } from "./installation-limits.ts"; // prettier-ignore
import { type HttpError, limitInAnswer, limitInError } from "./limit-answer.ts";
import { createRequestLine, type RequestLine } from "./request-line.ts";
import type { RequestCost, Resource } from "./request-cost.ts";
import { createSharedReads, type SharedReads } from "./shared-reads.ts";

/** Keeps each installation's requests within what GitHub allows it, without holding up any other's. */
export interface RequestScheduler {
  /**
   * Sends a request. One that would have to wait for more than a moment is refused, with when to come
   * again: whoever works for one installation is free for others.
   */
  run<T>(request: ScheduledRequest, send: () => Promise<Answer<T>>): Promise<T>;
  /** A place in the order in which an installation asks: reads from here on are younger. */
  mark(installation: number): number;
  /** What GitHub said last of the hours that go on, of every installation. */
  hours(): readonly Hour[];
}

export interface ScheduledRequest {
  readonly installation: number;
  readonly priority: Priority;
  readonly cost: RequestCost;
  /**
   * Of a request that changes nothing: what is asked, and the place after which it must have been asked to
   * share the answer of another one that is under way.
   */
  readonly read?: { readonly key: string; readonly since: number };
}

/** An answer, with what it says of limits. */
export interface Answer<T> {
  readonly value: T;
  readonly headers: Headers;
  /** Of a GraphQL answer. */
  readonly errors?: readonly { readonly type?: string; readonly message: string }[];
  readonly rateLimit?: RateLimitAnswer | null | undefined;
}

/** What is left to an installation until the hour is over. */
export interface Hour extends HourlyBudget {
  readonly installation: number;
  readonly resource: Resource;
}

/** A request that could not be sent at once. */
export interface HeldUp {
  readonly installation: number;
  readonly cost: RequestCost;
  readonly priority: Priority;
  /** Also where so much was under way that it got no turn, and where GitHub refused it. */
  readonly reason: WaitReason | "crowd" | "refused";
  /** Milliseconds. */
  readonly wait: number;
  /** It was not sent: whoever asked comes again. */
  readonly putBack: boolean;
}

/** So long a request may wait for its turn, in milliseconds: it costs less than to begin anew. */
const MOMENT = 1000;

/**
 * Documented: at most 100 requests at once, REST and GraphQL together; some room is left for others. Each
 * priority leaves some to what goes before it.
 */
const ROOM: Readonly<Record<Priority, number>> = { queue: 60, release: 57, usual: 50, later: 30 };

/** @param heldUp told of requests that limits hold up */
export function createRequestScheduler(
  clock: AlarmClock,
  heldUp: (request: HeldUp) => void = () => undefined,
): RequestScheduler {
  const lanes = new Map<number, Lane>();
  const laneOf = (installation: number): Lane => {
    const lane = lanes.get(installation) ?? {
      limits: createInstallationLimits(clock.now()),
      line: createRequestLine(ROOM, clock),
      reads: createSharedReads(),
    };
    lanes.set(installation, lane);
    return lane;
  };

  const putBack = (
    { installation, cost, priority }: ScheduledRequest,
    reason: HeldUp["reason"],
    wait: number,
    cause?: unknown,
  ): never => {
    heldUp({ installation, cost, priority, reason, wait, putBack: true });
    throw new UpstreamError(WORDS[reason], { cause, retryAfter: wait });
  };

  const admit = async (request: ScheduledRequest, lane: Lane): Promise<void> => {
    const { installation, cost, priority } = request;
    const { limits, line } = lane;
    const found = limits.waitOf(cost, priority, clock.now());
    if (found !== undefined && (found.reason !== "pace" || found.wait > MOMENT)) {
      const isPace = found.reason === "pace";
      const wait = isPace ? limits.comesBack(cost, found.wait, clock.now()) : found.wait;
      putBack(request, found.reason, wait);
    }
    // Spent before the wait, so that the next one waits for longer.
    limits.sent(cost, clock.now());
    try {
      if (found !== undefined) {
        heldUp({ installation, cost, priority, ...found, putBack: false });
        await new Promise<void>((resolve) => clock.after(found.wait, resolve));
      }
      if (!(await line.enter(priority, MOMENT))) putBack(request, "crowd", MOMENT);
    } catch (error) {
      limits.ended(cost);
      throw error;
    }
  };

  const carryOut = async <T>(
    request: ScheduledRequest,
    send: () => Promise<Answer<T>>,
  ): Promise<T> => {
    const { installation, cost } = request;
    const lane = laneOf(installation);
    const { limits, line } = lane;
    await admit(request, lane);
    try {
      // While it waited for its turn, another request may have met a limit.
      const pause = limits.pauseOf(cost.resource, clock.now());
      if (pause > 0) putBack(request, "pause", pause);
      const answer = await send();
      limits.told(cost.resource, answer.headers, clock.now(), answer.rateLimit);
      const limit = limitInAnswer(answer.errors ?? [], answer.headers, clock.now());
      if (limit !== undefined) {
        const until = limits.met(limit, cost.resource, clock.now());
        putBack(request, "refused", until - clock.now());
      }
      limits.wentWell(clock.now());
      return answer.value;
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      const { response } = error as HttpError;
      limits.told(cost.resource, response?.headers ?? {}, clock.now());
      const limit = limitInError(error, clock.now());
      if (limit === undefined) throw asUpstream(error);
      const until = limits.met(limit, cost.resource, clock.now());
      return putBack(request, "refused", until - clock.now(), error);
    } finally {
      limits.ended(cost);
      line.leave();
    }
  };

  return {
    mark: (installation) => laneOf(installation).reads.now(),
    run(request, send) {
      const { installation, priority, read } = request;
      if (read === undefined) return carryOut(request, send);
      return laneOf(installation).reads.share({ ...read, priority }, (sent) =>
        carryOut(request, () => {
          sent();
          return send();
        }),
      );
    },
    hours: () =>
      [...lanes]
        .flatMap(([installation, { limits }]) =>
          [...limits.budgets].map(([resource, budget]) => ({ installation, resource, ...budget })),
        )
        .filter(({ reset }) => reset > clock.now()),
  };
}

interface Lane {
  readonly limits: InstallationLimits;
  readonly line: RequestLine;
  readonly reads: SharedReads;
}

const USED_UP = "GitHub's rate limit for this installation is used up";

const WORDS: Readonly<Record<HeldUp["reason"], string>> = {
  refused: USED_UP,
  pause: USED_UP,
  hour: `${USED_UP}, but for what is kept for merge queues and releases`,
  pace: "this installation asks GitHub for more in a minute than GitHub allows",
  crowd: "too many requests of this installation are under way",
};
