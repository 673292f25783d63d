import type { Actor } from "./auth/actor.ts";
import type { World } from "./state/world.ts";

export type Resource = "core" | "graphql";

/** Where a caller stands in the current hour. */
export type Budget = {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  /** Seconds since the epoch. */
  readonly reset: number;
};

export type RateLimits = {
  /** Spends points; `remaining` below zero means refused. */
  readonly spend: (actor: Actor, resource: Resource, points: number) => Budget;
  readonly clear: () => void;
};

/** Hourly budgets: page "Rate limits for the REST API"; REST and GraphQL count apart. */
export function createRateLimits(world: World): RateLimits {
  const windows = new Map<string, { used: number; reset: number }>();
  return {
    spend: (actor, resource, points) => {
      const now = Math.floor(world.clock.now().getTime() / 1000);
      const key = `${resource} ${callerOf(actor)}`;
      let window = windows.get(key);
      if (window === undefined || window.reset <= now) {
        window = { used: 0, reset: now + 3600 };
        windows.set(key, window);
      }
      const limit = limitOf(world, actor, resource);
      window.used += points;
      const { used, reset } = window;
      if (used > limit) window.used = limit; // what is refused is not counted
      return { limit, remaining: limit - used, used: window.used, reset };
    },
    clear: () => windows.clear(),
  };
}

function callerOf(actor: Actor): string {
  if (actor.type === "installation") return `installation ${actor.installation.id}`;
  if (actor.type === "user") return `user ${actor.user.id}`;
  return actor.type === "app" ? `app ${actor.app.id}` : "anonymous";
}

function limitOf(world: World, actor: Actor, resource: Resource): number {
  if (actor.type === "anonymous") return resource === "core" ? 60 : 0;
  const own = actor.type === "installation" ? actor.installation.id : undefined;
  const limits = (own !== undefined && world.limitsOfInstallations.get(own)) || world.limits;
  return resource === "core" ? limits.rest : limits.graphql;
}

/** The headers of a budget. */
export function budgetHeaders(budget: Budget, resource: Resource): Record<string, string> {
  return {
    "x-ratelimit-limit": String(budget.limit),
    "x-ratelimit-remaining": String(Math.max(0, budget.remaining)),
    "x-ratelimit-used": String(budget.used),
    "x-ratelimit-reset": String(budget.reset),
    "x-ratelimit-resource": resource,
  };
}
