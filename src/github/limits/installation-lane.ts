import { UpstreamError } from "../../core/errors.ts";
import type { Priority } from "../../core/model/priority.ts";
import type { AlarmClock } from "../../ports/clock.ts";
import { asUpstream } from "../as-upstream.ts";
import { comeAgain, type HeldUp } from "./held-up.ts";
import type { HourlyBudget } from "./hourly-budget.ts";
import { createInstallationLimits } from "./installation-limits.ts";
import { type HttpError, type LimitAnswer, limitInAnswer, limitInError } from "./limit-answer.ts";
import type { Resource } from "./request-cost.ts";
import { createRequestLine } from "./request-line.ts";
import type { Answer, ScheduledRequest } from "./scheduled-request.ts";
import { createSharedReads } from "./shared-reads.ts";

/** So long a request may wait for its turn, in milliseconds: it costs less than to begin anew. */
const MOMENT = 1000;

/**
 * Documented: at most 100 requests at once, REST and GraphQL together; some room is left for others. Each
 * priority leaves some to what goes before it.
 */
const ROOM: Readonly<Record<Priority, number>> = { queue: 60, release: 57, usual: 50, later: 30 };

/** The requests of one installation. */
export interface InstallationLane {
  /** Sends a request once its limits allow it, or throws when to come again. */
  run<T>(request: ScheduledRequest, send: () => Promise<Answer<T>>): Promise<T>;
  /** A place in the order in which things are asked. */
  mark(): number;
  /** What GitHub said last of the hour. */
  readonly budgets: ReadonlyMap<Resource, HourlyBudget>;
}

/** @param heldUp told of requests that limits hold up */
export function createInstallationLane(
  clock: AlarmClock,
  heldUp: (request: HeldUp) => void,
): InstallationLane {
  const limits = createInstallationLimits(clock.now());
  const line = createRequestLine(ROOM, clock);
  const reads = createSharedReads();

  const putBack = (
    { installation, cost, priority }: ScheduledRequest,
    reason: HeldUp["reason"],
    wait: number,
    cause?: unknown,
  ): never => {
    heldUp({ installation, cost, priority, reason, wait, putBack: true });
    throw comeAgain(reason, wait, cause);
  };

  /** Resolves when it is the request's turn. It counts as under way while it waits as well, unless it is put back. */
  const admit = async (request: ScheduledRequest): Promise<void> => {
    const { installation, cost, priority } = request;
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

  const refuse = (request: ScheduledRequest, limit: LimitAnswer, cause?: unknown): never => {
    const until = limits.met(limit, request.cost.resource, clock.now());
    return putBack(request, "refused", until - clock.now(), cause);
  };

  const takeAnswer = <T>(request: ScheduledRequest, answer: Answer<T>): T => {
    const { headers, errors = [], rateLimit, value } = answer;
    limits.told(request.cost.resource, headers, clock.now(), rateLimit);
    const limit = limitInAnswer(errors, headers, clock.now());
    if (limit !== undefined) refuse(request, limit);
    limits.wentWell(clock.now());
    return value;
  };

  const takeError = (request: ScheduledRequest, error: unknown): never => {
    const { response } = error as HttpError;
    limits.told(request.cost.resource, response?.headers ?? {}, clock.now());
    const limit = limitInError(error, clock.now());
    if (limit === undefined) throw asUpstream(error);
    return refuse(request, limit, error);
  };

  const carryOut = async <T>(
    request: ScheduledRequest,
    send: () => Promise<Answer<T>>,
  ): Promise<T> => {
    const { cost } = request;
    await admit(request);
    try {
      // While it waited for its turn, another request may have met a limit.
      const pause = limits.pauseOf(cost.resource, clock.now());
      if (pause > 0) putBack(request, "pause", pause);
      return takeAnswer(request, await send());
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      return takeError(request, error);
    } finally {
      limits.ended(cost);
      line.leave();
    }
  };

  return {
    budgets: limits.budgets,
    mark: () => reads.now(),
    run(request, send) {
      const { priority, read } = request;
      if (read === undefined) return carryOut(request, send);
      return reads.share({ ...read, priority }, (sent) =>
        carryOut(request, () => {
          sent();
          return send();
        }),
      );
    },
  };
}
