import { canSee, roleOf } from "../auth/access.ts";
import { divergence } from "../git/commit-graph.ts";
import { resolveExpression, resolveName } from "../git/resolve-expression.ts";
import { activeRules, type ActiveRule } from "../rules/active-rules.ts";
import type { PullRequest, Repository, User } from "../state/nouns.ts";
import { fullName, pullRequestsOf } from "../state/repository.ts";
import { nodeId } from "../state/world.ts";
import { connectionOf } from "./connection.ts";
import { type Arguments, demandIn, type Fields, typedError, unresolvable } from "./context.ts";
import { gitNode, type RefNode } from "./git-nodes.ts";

const contents = { permission: "contents", level: "read" } as const;
const pulls = { permission: "pull_requests", level: "read" } as const;
const issues = { permission: "issues", level: "read", or: ["pull_requests"] } as const;

export const repositoryFields: Fields<Repository> = {
  nameWithOwner: (repository) => fullName(repository),
  isArchived: (repository) => repository.archived,
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
  collaborators: (repository, input) => {
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

/** Pull requests by the arguments of `pullRequests`; oldest first unless asked otherwise. */
export function selectPulls(all: readonly PullRequest[], input: Arguments): PullRequest[] {
  const { states, baseRefName, headRefName, orderBy, labels } = input;
  const found = all
    .filter((pull) => !Array.isArray(states) || states.includes(stateOf(pull)))
    .filter((pull) => typeof baseRefName !== "string" || pull.base.ref === baseRefName)
    .filter((pull) => typeof headRefName !== "string" || pull.head.ref === headRefName)
    .filter(
      (pull) =>
        !Array.isArray(labels) || [...pull.labels].some(({ name }) => labels.includes(name)),
    );
  const { field, direction } = (orderBy ?? {}) as { field?: string; direction?: string };
  const ordered =
    field === "UPDATED_AT"
      ? found.toSorted((a, b) => a.updatedAt.localeCompare(b.updatedAt))
      : found;
  return direction === "DESC" ? ordered.toReversed() : ordered;
}

/** GraphQL's third state. */
export function stateOf(pull: PullRequest): "OPEN" | "CLOSED" | "MERGED" {
  if (pull.merged !== null) return "MERGED";
  return pull.state === "open" ? "OPEN" : "CLOSED";
}

/** A ref, null where it does not exist. */
export function refNode(repository: Repository, ref: string): RefNode | null {
  return repository.refs.has(ref) ? { kind: "Ref", repository, ref } : null;
}

function listRefs(repository: Repository, input: Arguments) {
  const { refPrefix, query, orderBy } = input;
  const { field, direction } = (orderBy ?? {}) as { field?: string; direction?: string };
  if (field === "TAG_COMMIT_DATE")
    throw typedError("UNSUPPORTED", "The stand-in orders refs by name only.");
  const names = [...repository.refs.keys()]
    .filter((ref) => ref.startsWith(String(refPrefix)))
    .filter(
      (ref) => typeof query !== "string" || ref.slice(String(refPrefix).length).includes(query),
    )
    .toSorted();
  const refs = (direction === "DESC" ? names.toReversed() : names).map((ref) =>
    refNode(repository, ref),
  );
  return connectionOf(refs, input);
}

const prefixOf = (ref: string): string => /^refs\/[^/]+\//.exec(ref)?.[0] ?? "refs/";

export const refFields: Fields<RefNode> = {
  id: ({ repository, ref }) => nodeId("Ref", `${repository.id}:${ref}`),
  name: ({ ref }) => ref.slice(prefixOf(ref).length),
  prefix: ({ ref }) => prefixOf(ref),
  target: ({ repository, ref }) =>
    gitNode(repository, repository.objects.read(repository.refs.get(ref) ?? "")),
  rules: ({ repository, ref }, input) =>
    connectionOf(activeRules(repository, ref).map(ruleNode), input),
  branchProtectionRule: () => null, // classic protection is not kept here
  refUpdateRule: () => null,
  associatedPullRequests: ({ repository, ref }, input, context) => {
    demandIn(context, repository, pulls);
    const branch = ref.slice("refs/heads/".length);
    const all = [...context.world.repositories.values()]
      .filter((one) => one.objects === repository.objects && canSee(context.actor, one))
      .flatMap(pullRequestsOf)
      .filter((pull) => pull.head.repository === repository && pull.head.ref === branch);
    return connectionOf(selectPulls(all, input), input);
  },
  compare: async ({ repository, ref }, { headRef }) => {
    const head = resolveName(repository, String(headRef));
    const base = repository.refs.get(ref);
    if (head === undefined || base === undefined) return null;
    const { ahead, behind } = await divergence(repository.objects, base, head);
    const status =
      ahead.length === 0
        ? behind === 0
          ? "IDENTICAL"
          : "BEHIND"
        : behind === 0
          ? "AHEAD"
          : "DIVERGED";
    return { kind: "Comparison", aheadBy: ahead.length, behindBy: behind, status };
  },
};

/** A rule with its parameters in the types of the schema: `required_status_checks` to `RequiredStatusChecksParameters`. */
function ruleNode({ rule, ruleset }: ActiveRule, index: number) {
  return {
    kind: "RepositoryRule",
    id: nodeId("RepositoryRule", `${ruleset.id}:${index}`),
    type: rule.type.toUpperCase(),
    repositoryRuleset: {
      kind: "RepositoryRuleset",
      nodeId: ruleset.nodeId,
      id: ruleset.id,
      name: ruleset.name,
      enforcement: ruleset.enforcement.toUpperCase(),
      target: ruleset.target.toUpperCase(),
      createdAt: ruleset.createdAt,
      updatedAt: ruleset.updatedAt,
    },
    parameters: "parameters" in rule ? parameters(rule.type, rule.parameters) : null,
  };
}

function parameters(type: string, values: object) {
  const pascal = type.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { kind: `${pascal}Parameters`, ...(camel(values) as object) };
}

function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) =>
      [
        key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        camel(inner),
      ] as const,
  );
  return Object.fromEntries(entries);
}
