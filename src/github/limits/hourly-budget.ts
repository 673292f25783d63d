import type { Priority } from "../../core/model/priority.ts";
import type { Resource } from "./request-cost.ts";

/** What GitHub said last of the requests of an hour. */
export interface HourlyBudget {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds since the epoch at which all of them are back. */
  readonly reset: number;
}

export type Headers = Readonly<Record<string, unknown>>;

/** What a GraphQL answer says of it in its body, where it was asked. */
export interface RateLimitAnswer {
  readonly limit?: number;
  readonly remaining: number;
  /** ISO 8601. */
  readonly resetAt: string;
}

/** Resets that are told this close together, in milliseconds, are of the same hour. */
const SAME_HOUR = 60_000;

/**
 * What the headers of an answer say, or its body, by our clock; undefined where that is nothing.
 *
 * @param now milliseconds since the epoch
 */
export function budgetIn(
  headers: Headers,
  now: number,
  body?: RateLimitAnswer | null,
): HourlyBudget | undefined {
  const ahead = serverAhead(headers, now);
  const of = (name: string): number =>
    headers[name] === undefined ? Number.NaN : Number(headers[name]);
  const told = {
    limit: of("x-ratelimit-limit"),
    remaining: of("x-ratelimit-remaining"),
    reset: of("x-ratelimit-reset") * 1000 - ahead,
  };
  if (isSaid(told)) return told;
  const { limit = Number.NaN, remaining, resetAt } = body ?? { remaining: Number.NaN, resetAt: "" };
  const said = { limit, remaining, reset: Date.parse(resetAt) - ahead };
  return isSaid(said) ? said : undefined;
}

/** How many milliseconds the server's clock is ahead of ours, as its answer says. */
export function serverAhead(headers: Headers, now: number): number {
  const date = Date.parse(String(headers["date"]));
  // Whole seconds: less than that is no difference.
  return Math.abs(date - now) > 1000 ? date - now : 0;
}

function isSaid({ limit, remaining, reset }: HourlyBudget): boolean {
  return limit > 0 && remaining >= 0 && reset > 0;
}

/** What an answer's headers are about; other resources have limits of their own. */
export function resourceIn(headers: Headers, asked: Resource): Resource | undefined {
  const told = headers["x-ratelimit-resource"];
  if (told === undefined) return asked;
  return told === "core" || told === "graphql" ? told : undefined;
}

/** Answers overtake each other: of the same hour the one that leaves less is the later. */
export function laterOf(known: HourlyBudget | undefined, told: HourlyBudget): HourlyBudget {
  if (known === undefined || told.reset > known.reset + SAME_HOUR) return told;
  if (told.reset < known.reset - SAME_HOUR || told.remaining > known.remaining) return known;
  return told;
}

/** Of what is allowed, the part that is kept for what goes before. */
const KEPT: Readonly<Record<Priority, number>> = {
  queue: 0,
  release: 0.05,
  usual: 0.15,
  later: 0.3,
};

/** How much of an allowance something of this priority leaves to what goes before. */
export function keptFrom(priority: Priority, allowed: number): number {
  return Math.floor(KEPT[priority] * allowed);
}

/**
 * For how many milliseconds a request has to wait for the next hour.
 *
 * @param underWay requests that were sent and are not in what GitHub said
 */
export function waitForHour(
  budget: HourlyBudget | undefined,
  priority: Priority,
  underWay: number,
  now: number,
): number {
  if (budget === undefined || budget.reset <= now) return 0;
  const { limit, remaining, reset } = budget;
  return remaining - underWay > keptFrom(priority, limit) ? 0 : Math.max(LEAST, reset - now);
}

/** Clocks differ: nobody is sent away for less, in milliseconds. */
const LEAST = 1000;

/** The most that GitHub gives an installation in an hour; what says more is a server with limits of its own. */
const MOST_DOCUMENTED = 15_000;

/** Whether the limits hold that GitHub documents, where it told of one. */
export function isDocumented({ limit }: HourlyBudget): boolean {
  return limit <= MOST_DOCUMENTED;
}
