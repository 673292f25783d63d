import { canSee } from "../auth/access.ts";
import { divergence } from "../git/commit-graph.ts";
import { resolveCommit, resolveName } from "../git/resolve-expression.ts";
import { activeRules, type ActiveRule } from "../rules/active-rules.ts";
import type { Repository } from "../state/nouns.ts";
import { pullRequestsOf } from "../state/repository.ts";
import { nodeId } from "../state/world.ts";
import { connectionOf } from "./connection.ts";
import { type Arguments, demandIn, type Fields } from "./context.ts";
import { gitNode, type RefNode, refNode } from "./git-nodes.ts";
import { selectPulls } from "./select-pulls.ts";

const pulls = { permission: "pull_requests", level: "read" } as const;

/** The refs that the arguments of `refs` choose. */
export async function listRefs(repository: Repository, input: Arguments) {
  const { refPrefix, query, orderBy } = input;
  const { field, direction } = (orderBy ?? {}) as { field?: string; direction?: string };
  const names = [...repository.refs.keys()]
    .filter((ref) => ref.startsWith(String(refPrefix)))
    .filter(
      (ref) => typeof query !== "string" || ref.slice(String(refPrefix).length).includes(query),
    )
    .toSorted();
  const ordered = field === "TAG_COMMIT_DATE" ? await byDate(repository, names) : names;
  const refs = direction === "DESC" ? ordered.toReversed() : ordered;
  return connectionOf(
    refs.map((ref) => refNode(repository, ref)),
    input,
  );
}

/** By the date of the commit a ref leads to. */
async function byDate(repository: Repository, names: readonly string[]): Promise<string[]> {
  const dated = names.map(async (ref) => ({
    ref,
    date: (await resolveCommit(repository, ref))?.committer.date ?? "",
  }));
  return (await Promise.all(dated))
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ ref }) => ref);
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
