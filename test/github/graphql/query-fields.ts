import { canSee } from "../auth/access.ts";
import { findAccount, findRepository } from "../state/world.ts";
import { type Context, type Fields, senderIn, typedError, unresolvable } from "./context.ts";
import { searchIssues } from "./search-issues.ts";

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
  nodes: (_, { ids }, context) => {
    const wanted = ids as readonly string[];
    if (wanted.length > 100) {
      throw typedError(
        "ARGUMENT_LIMIT",
        `You may not provide more than 100 node ids; you provided ${wanted.length}.`,
      );
    }
    return wanted.map((id) => nodeOrError(context, id));
  },
  search: (_, input, context) => searchIssues(context, input),
};

/** What cannot be found is null with an error of its own beside the others. */
function nodeOrError(context: Context, id: string) {
  try {
    return nodeById(context, id);
  } catch (error) {
    return error;
  }
}

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
