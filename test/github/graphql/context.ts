import { GraphQLError } from "graphql";
import { demand, type Need } from "../auth/access.ts";
import { type Actor, actingUser } from "../auth/actor.ts";
import { ApiError } from "../api-error.ts";
import type { Faults } from "../faults.ts";
import type { Budget } from "../rate-limit.ts";
import type { Repository, User } from "../state/nouns.ts";
import type { World } from "../state/world.ts";

/** What every resolver gets. */
export type Context = {
  readonly world: World;
  readonly faults: Faults;
  readonly actor: Actor;
  readonly cost: number;
  readonly nodeCount: number;
  readonly budget: Budget;
};

export type Arguments = Readonly<Record<string, unknown>>;

/** Resolvers of one type. Fields that are not here are read from the source, or refused. */
export type Fields<Source> = Readonly<
  Record<string, (source: Source, input: Arguments, context: Context) => unknown>
>;

/** An error with GitHub's `type` beside the message. */
export function typedError(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** "Could not resolve to …": the field is null, the error says why. */
export function unresolvable(message: string): GraphQLError {
  return typedError("NOT_FOUND", message);
}

/** Throws FORBIDDEN where the caller lacks a permission. */
export function demandIn(context: Context, repository: Repository, need: Need): void {
  try {
    demand(context.actor, repository, need);
  } catch (error) {
    throw error instanceof ApiError ? typedError("FORBIDDEN", error.message) : error;
  }
}

/** The account that acts. */
export function senderIn(context: Context): User {
  const user = actingUser(context.actor);
  if (user === undefined) throw typedError("FORBIDDEN", "Resource not accessible by integration");
  return user;
}

/** Runs an operation shared with REST, its refusals told as GraphQL tells them. */
export async function asMutation<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const details = (error.errors ?? []).map((one) =>
      typeof one === "string" ? one : (one.message ?? `${one.field} ${one.code}`),
    );
    const types: Readonly<Record<number, string>> = {
      403: "FORBIDDEN",
      404: "NOT_FOUND",
      422: "UNPROCESSABLE",
    };
    throw typedError(
      types[error.status] ?? "UNPROCESSABLE",
      [error.message, ...details].join(": "),
    );
  }
}
