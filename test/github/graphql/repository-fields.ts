import { roleOf } from "../auth/access.ts";
import { resolveExpression } from "../git/resolve-expression.ts";
import type { Repository, User } from "../state/nouns.ts";
import { fullName, pullRequestsOf, roleReaches } from "../state/repository.ts";
import { connectionOf } from "./connection.ts";
import { demandIn, type Fields, typedError, unresolvable } from "./context.ts";
import { gitNode, refNode } from "./git-nodes.ts";
import { queueNode } from "./merge-queue-fields.ts";
import { listRefs } from "./ref-fields.ts";
import { selectPulls } from "./select-pulls.ts";

const contents = { permission: "contents", level: "read" } as const;
const pulls = { permission: "pull_requests", level: "read" } as const;
const queues = { permission: "merge_queues", level: "read" } as const;
const issues = { permission: "issues", level: "read", or: ["pull_requests"] } as const;

export const repositoryFields: Fields<Repository> = {
  nameWithOwner: (repository) => fullName(repository),
  isArchived: (repository) => repository.archived,
  isInOrganization: ({ owner }) => owner.kind === "Organization",
  isPrivate: (repository) => repository.private,
  isFork: (repository) => repository.parent !== null,
  visibility: (repository) => (repository.private ? "PRIVATE" : "PUBLIC"),
  url: (repository, _, { world }) => `${world.url}/${fullName(repository)}`,
  defaultBranchRef: (repository) => refNode(repository, `refs/heads/${repository.defaultBranch}`),
  object: (repository, { oid, expression }, context) => {
    demandIn(context, repository, contents);
    if (typeof oid === "string") return gitNode(repository, repository.objects.read(oid));
    if (typeof expression !== "string")
      throw typedError("ARGUMENT_ERROR", "object needs an oid or an expression");
    const colon = expression.indexOf(":");
    const path = colon === -1 ? "" : expression.slice(colon + 1).replace(/\/$/, "");
    const found = resolveExpression(
      repository,
      colon === -1 ? expression : `${expression.slice(0, colon)}:${path}`,
    );
    return gitNode(repository, found, path);
  },
  ref: (repository, { qualifiedName }, context) => {
    demandIn(context, repository, contents);
    const name = String(qualifiedName);
    const full = [name, `refs/heads/${name}`, `refs/tags/${name}`].find((one) =>
      repository.refs.has(one),
    );
    return full === undefined ? null : refNode(repository, full);
  },
  refs: (repository, input, context) => {
    demandIn(context, repository, contents);
    return listRefs(repository, input);
  },
  pullRequest: (repository, { number }, context) => {
    demandIn(context, repository, pulls);
    const found = repository.issues.get(Number(number));
    if (found?.kind === "PullRequest") return found;
    throw unresolvable(`Could not resolve to a PullRequest with the number of ${String(number)}.`);
  },
  pullRequests: (repository, input, context) => {
    demandIn(context, repository, pulls);
    return connectionOf(selectPulls(pullRequestsOf(repository), input), input);
  },
  issue: (repository, { number }, context) => {
    demandIn(context, repository, issues);
    const found = repository.issues.get(Number(number));
    if (found?.kind === "Issue") return found;
    throw unresolvable(`Could not resolve to an Issue with the number of ${String(number)}.`);
  },
  // Effective over all grants; a person needs push access to ask for others.
  collaborators: (repository, input, { actor }) => {
    if (actor.type === "user" && !roleReaches(roleOf(repository, actor.user), "write")) {
      throw typedError("FORBIDDEN", "You do not have permission to view repository collaborators.");
    }
    const { login, query } = input;
    const users = collaboratorsOf(repository).filter(
      (user) =>
        (typeof login !== "string" || user.login.toLowerCase() === login.toLowerCase()) &&
        (typeof query !== "string" || user.login.includes(query)),
    );
    return connectionOf(users, input, (user) => ({
      permission: roleOf(repository, user).toUpperCase(),
    }));
  },
  mergeQueue: (repository, { branch }, context) => {
    demandIn(context, repository, queues);
    return queueNode(repository, typeof branch === "string" ? branch : repository.defaultBranch);
  },
  rulesets: (repository, input) => connectionOf([...repository.rulesets.values()], input),
  labels: (repository, input) => connectionOf([...repository.labels.values()], input),
};

function collaboratorsOf(repository: Repository): User[] {
  const { owner, collaborators, teams } = repository;
  const users = new Set<User>(collaborators.keys());
  if (owner.kind === "Organization") {
    for (const user of owner.members.keys()) users.add(user);
    for (const team of teams.keys()) for (const user of team.members.keys()) users.add(user);
  } else users.add(owner);
  const explicit = { ...repository, private: true };
  return [...users].filter((user) => roleOf(explicit, user) !== "none");
}
