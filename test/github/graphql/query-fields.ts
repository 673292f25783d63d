import { canSee } from "../auth/access.ts";
import { findAccount, findRepository } from "../state/world.ts";
import { type Context, type Fields, senderIn, unresolvable } from "./context.ts";

export const queryFields: Fields<unknown> = {
  rateLimit: (_, __, { cost, nodeCount, budget }) => ({
    kind: "RateLimit",
    cost,
    nodeCount,
    limit: budget.limit,
    remaining: Math.max(0, budget.remaining),
    used: budget.used,
    resetAt: `${new Date(budget.reset * 1000).toISOString().slice(0, 19)}Z`,
  }),
  viewer: (_, __, context) => senderIn(context),
  repository: (_, { owner, name }, { world, actor }) => {
    const found = findRepository(world, String(owner), String(name));
    if (found !== undefined && canSee(actor, found)) return found;
    throw unresolvable(
      `Could not resolve to a Repository with the name '${String(owner)}/${String(name)}'.`,
    );
  },
  organization: (_, { login }, { world }) => {
    const found = findAccount(world, String(login));
    if (found?.kind === "Organization") return found;
    throw unresolvable(
      `Could not resolve to an Organization with the login of '${String(login)}'.`,
    );
  },
  user: (_, { login }, { world }) => {
    const found = findAccount(world, String(login));
    if (found?.kind === "User") return found;
    throw unresolvable(`Could not resolve to a User with the login of '${String(login)}'.`);
  },
  node: (_, { id }, context) => nodeById(context, String(id)),
  nodes: (_, { ids }, context) => (ids as readonly string[]).map((id) => nodeById(context, id)),
};

function nodeById({ world, actor }: Context, id: string) {
  const found = world.nodes.get(id);
  const repository =
    found === undefined
      ? undefined
      : found.kind === "Repository"
        ? found
        : "repository" in found
          ? found.repository
          : undefined;
  if (found === undefined || (repository !== undefined && !canSee(actor, repository))) {
    throw unresolvable(`Could not resolve to a node with the global id of '${id}'`);
  }
  return found;
}
