import type { Priority } from "../../core/model/priority.ts";
import {
  budgetIn,
  type Headers,
  type HourlyBudget,
  isDocumented,
  keptFrom,
  laterOf,
  type RateLimitAnswer,
  resourceIn,
  waitForHour,
} from "./hourly-budget.ts";
import { type LimitAnswer, pauseAfter } from "./limit-answer.ts";
import type { RequestBucket, RequestCost, Resource } from "./request-cost.ts";
import { type Allowance, full, type Level, scaled, spent, waitFor } from "./token-bucket.ts";

/**
 * Documented limits of a minute or an hour (page "Rate limits for the REST API"): 900 points of REST, 2,000
 * of GraphQL, 80 pieces of content and 500 in an hour. Each is cut into what may go at once and what
 * comes back, so that the two together are never more than the limit. Reading and writing are different
 * endpoints, which GitHub counts apart.
 */
const ALLOWANCES = {
  "rest-read": { burst: 450, perMinute: 450 },
  "rest-write": { burst: 300, perMinute: 600 },
  graphql: { burst: 1000, perMinute: 1000 },
  content: { burst: 20, perMinute: 60 },
  "content-of-hour": { burst: 200, perMinute: 5 },
} as const satisfies Record<string, Allowance>;

type Pace = keyof typeof ALLOWANCES;

/** Why a request has to wait. */
export type WaitReason = "hour" | "pause" | "pace";

export interface Wait {
  readonly reason: WaitReason;
  /** Milliseconds. */
  readonly wait: number;
}

/** What is known of the limits of one installation. */
export interface InstallationLimits {
  /** How long a request has to wait; undefined where it may go. */
  waitOf(cost: RequestCost, priority: Priority, now: number): Wait | undefined;
  /** How long a pause lasts that GitHub asked for; 0 where there is none. */
  pauseOf(resource: Resource, now: number): number;
  /** Those who are sent away for the pace come back one after the other; gives when, from now. */
  comesBack(cost: RequestCost, wait: number, now: number): number;
  /** A request goes, now or as soon as it was told to. */
  sent(cost: RequestCost, now: number): void;
  /** It was answered, or got lost. */
  ended(cost: RequestCost): void;
  /** What an answer says of what remains. */
  told(asked: Resource, headers: Headers, now: number, body?: RateLimitAnswer | null): void;
  /** Nothing was wrong with a request. */
  wentWell(now: number): void;
  /** An answer bids us wait; gives until when. */
  met(limit: LimitAnswer, resource: Resource, now: number): number;
  /** What GitHub said last of the hour. */
  readonly budgets: ReadonlyMap<Resource, HourlyBudget>;
}

/** After a secondary limit everything goes at half the pace, and twice as fast again after so many milliseconds. */
const RECOVERS_IN = 10 * 60_000;
const SLOWEST = 1 / 8;
const MINUTE = 60_000;

export function createInstallationLimits(start: number): InstallationLimits {
  const budgets = new Map<Resource, HourlyBudget>();
  const levels = new Map<Pace, Level>();
  /** When the last of those comes back who were sent away. */
  const returns = new Map<RequestBucket, number>();
  const underWay = { core: 0, graphql: 0 };
  const closed = { core: 0, graphql: 0, all: 0 };
  let refusals = 0;
  let slowed = { part: 1, at: start };

  const partAt = (now: number): number =>
    Math.min(1, slowed.part * 2 ** Math.floor(Math.max(0, now - slowed.at) / RECOVERS_IN));
  const allowanceOf = (name: Pace, now: number): Allowance => scaled(ALLOWANCES[name], partAt(now));
  const levelOf = (name: Pace): Level => levels.get(name) ?? full(ALLOWANCES[name], start);

  const paceWait = (cost: RequestCost, priority: Priority, now: number): number => {
    const waits = drawsOf(cost).map(([name, amount]) => {
      const allowance = allowanceOf(name, now);
      return waitFor(levelOf(name), amount, keptFrom(priority, allowance.burst), allowance, now);
    });
    return Math.max(...waits);
  };

  const pauseOf: InstallationLimits["pauseOf"] = (resource, now) =>
    Math.max(0, Math.max(closed.all, closed[resource]) - now);

  return {
    budgets,
    pauseOf,
    waitOf(cost, priority, now) {
      const pause = pauseOf(cost.resource, now);
      if (pause > 0) return { reason: "pause", wait: pause };
      const budget = budgets.get(cost.resource);
      const hour = waitForHour(budget, priority, underWay[cost.resource], now);
      if (hour > 0) return { reason: "hour", wait: hour };
      // Until a limit is told of there may be none, as on most Enterprise Servers.
      if (budget === undefined || !isDocumented(budget)) return undefined;
      const wait = paceWait(cost, priority, now);
      return wait > 0 ? { reason: "pace", wait } : undefined;
    },
    comesBack(cost, wait, now) {
      const apart = drawsOf(cost).map(
        ([name, amount]) => (amount * MINUTE) / allowanceOf(name, now).perMinute,
      );
      const next = (returns.get(cost.bucket) ?? 0) + Math.max(...apart);
      returns.set(cost.bucket, Math.max(now + wait, next));
      return Math.ceil((returns.get(cost.bucket) ?? now) - now);
    },
    sent(cost, now) {
      underWay[cost.resource] += 1;
      for (const [name, amount] of drawsOf(cost)) {
        levels.set(name, spent(levelOf(name), amount, allowanceOf(name, now), now));
      }
    },
    ended(cost) {
      underWay[cost.resource] -= 1;
    },
    told(asked, headers, now, body) {
      const resource = resourceIn(headers, asked);
      const told = budgetIn(headers, now, body);
      if (resource === undefined || told === undefined) return;
      budgets.set(resource, laterOf(budgets.get(resource), told));
    },
    wentWell(now) {
      // What was under way when a limit was met says nothing of what comes after it.
      if (closed.all <= now) refusals = 0;
    },
    met({ kind, pause }, resource, now) {
      const scope = kind === "primary" ? resource : "all";
      // Many requests under way meet the same limit.
      const isNew = closed[scope] <= now;
      if (isNew) refusals += 1;
      if (isNew && kind === "secondary") {
        slowed = { part: Math.max(SLOWEST, partAt(now) / 2), at: now };
      }
      closed[scope] = Math.max(closed[scope], now + (pause ?? pauseAfter(refusals)));
      return closed[scope];
    },
  };
}

/** What a request takes of which allowances. */
function drawsOf({ resource, reads, points, content }: RequestCost): [Pace, number][] {
  const rest = reads ? "rest-read" : "rest-write";
  const counted: [Pace, number] = [resource === "graphql" ? "graphql" : rest, points];
  return content ? [counted, ["content", 1], ["content-of-hour", 1]] : [counted];
}
