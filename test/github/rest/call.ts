import { ApiError, notFound } from "../api-error.ts";
import { demand, type Need } from "../auth/access.ts";
import { type Actor, actingUser } from "../auth/actor.ts";
import type { Faults } from "../faults.ts";
import type { Repository, User } from "../state/nouns.ts";
import { findRepository, type World } from "../state/world.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";

/** A request that has been routed and whose caller is known. */
export type Call = {
  readonly world: World;
  readonly faults: Faults;
  readonly dispatcher: Dispatcher;
  readonly actor: Actor;
  readonly method: string;
  readonly url: URL;
  readonly accept: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Reply = {
  readonly status: number;
  /** Answered as JSON, or as it is if it is a Buffer. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Handler = (call: Call) => Reply | Promise<Reply>;

export type Route = {
  readonly method: string;
  readonly pattern: string;
  readonly handler: Handler;
};

/** A route without a repository. */
export function route(method: string, pattern: string, handler: Handler): Route {
  return { method, pattern, handler };
}

/** A route below `/repos/{owner}/{repo}`, with what the caller needs to use it. */
export function repositoryRoute(
  method: string,
  pattern: string,
  need: Need,
  handler: (call: Call, repository: Repository) => Reply | Promise<Reply>,
): Route {
  return {
    method,
    pattern: `/repos/{owner}/{repo}${pattern}`,
    handler: (call) => {
      const repository = findRepository(
        call.world,
        parameter(call, "owner"),
        parameter(call, "repo"),
      );
      if (repository === undefined) throw notFound();
      demand(call.actor, repository, need);
      const writes =
        call.method !== "GET" &&
        !pattern.startsWith("/check-") &&
        need.permission !== "administration";
      if (repository.archived && writes)
        throw new ApiError(403, "Repository was archived so is read-only.");
      return handler(call, repository);
    },
  };
}

/** A part of the path. */
export function parameter(call: Call, name: string): string {
  const value = call.parameters[name];
  if (value === undefined) throw notFound();
  return value;
}

/** A number in the path. */
export function numberParameter(call: Call, name: string): number {
  const value = Number(parameter(call, name));
  if (!Number.isSafeInteger(value)) throw notFound();
  return value;
}

/** The account that acts; anonymous callers have none and get 401. */
export function sender(call: Call): User {
  const user = actingUser(call.actor);
  if (user === undefined) throw new ApiError(401, "Requires authentication");
  return user;
}
