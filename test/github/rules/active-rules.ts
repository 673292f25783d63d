import { roleOf } from "../auth/access.ts";
import type { Actor } from "../auth/actor.ts";
import type { Repository, Role, Rule, Ruleset } from "../state/nouns.ts";
import { roleReaches } from "../state/repository.ts";

export type ActiveRule = { readonly rule: Rule; readonly ruleset: Ruleset };

/**
 * All active rules for a ref. Page "About rulesets": rulesets aggregate, and a branch need not exist yet.
 */
export function activeRules(repository: Repository, ref: string): ActiveRule[] {
  return [...repository.rulesets.values()]
    .filter(({ enforcement }) => enforcement === "active")
    .filter((ruleset) => applies(ruleset, repository, ref))
    .flatMap((ruleset) => ruleset.rules.map((rule) => ({ rule, ruleset })));
}

/**
 * What a ref is held to: active rules, and the classic protection of the branch beside them. Page "About
 * protected branches": administrators are not held up unless bypassing is not allowed.
 */
export function rulesInForce(repository: Repository, ref: string): ActiveRule[] {
  const found = repository.protections.get(ref.slice("refs/heads/".length));
  const rules = activeRules(repository, ref);
  if (found === undefined) return rules;
  const admins = { actor_id: 5, actor_type: "RepositoryRole", bypass_mode: "always" } as const;
  const rule: Rule = {
    type: "required_status_checks",
    parameters: {
      required_status_checks: found.checks,
      strict_required_status_checks_policy: found.strict,
    },
  };
  const ruleset: Ruleset = {
    kind: "RepositoryRuleset",
    id: 0,
    nodeId: "",
    name: "",
    target: "branch",
    enforcement: "active",
    conditions: { ref_name: { include: [ref], exclude: [] } },
    rules: [rule],
    bypassActors: found.enforceAdmins ? [] : [admins],
    createdAt: "",
    updatedAt: "",
  };
  return [...rules, { rule, ruleset }];
}

/** The rules of one type among them. */
export function rulesOfType<T extends Rule["type"]>(
  rules: readonly ActiveRule[],
  type: T,
): Extract<Rule, { type: T }>[] {
  return rules.flatMap(({ rule }) =>
    rule.type === type ? [rule as Extract<Rule, { type: T }>] : [],
  );
}

function applies(ruleset: Ruleset, repository: Repository, ref: string): boolean {
  const prefix = ruleset.target === "branch" ? "refs/heads/" : "refs/tags/";
  if (!ref.startsWith(prefix)) return false;
  const matches = (pattern: string): boolean => {
    if (pattern === "~ALL") return true;
    if (pattern === "~DEFAULT_BRANCH") return ref === `refs/heads/${repository.defaultBranch}`;
    return fnmatch(pattern.startsWith("refs/") ? pattern : `${prefix}${pattern}`).test(ref);
  };
  const { include, exclude } = ruleset.conditions.ref_name;
  return include.some(matches) && !exclude.some(matches);
}

/** Ruby's `File.fnmatch` with `FNM_PATHNAME`: page "Creating rulesets", "Using fnmatch syntax". */
function fnmatch(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*\/|\*|\?|\[[^\]]*\]|[\\^$.|+(){}]/g, (token) => {
    if (token === "**/") return "(?:.*/)?";
    if (token === "*") return "[^/]*";
    if (token === "?") return "[^/]";
    return token.startsWith("[") ? token.replace(/^\[!/, "[^") : `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}

/** Repository roles by the ids that bypass lists use. */
const roleIds: Readonly<Record<number, Role>> = { 2: "maintain", 4: "write", 5: "admin" };

/** Is the caller on the bypass list of a ruleset? A `pull_request` entry is no leave to push. */
export function bypasses(
  ruleset: Ruleset,
  repository: Repository,
  actor: Actor,
  how: "push" | "merge",
): boolean {
  return ruleset.bypassActors.some((entry) => {
    if (how === "push" && entry.bypass_mode === "pull_request") return false;
    if (actor.type === "installation") {
      return entry.actor_type === "Integration" && entry.actor_id === actor.installation.app.id;
    }
    if (actor.type !== "user") return false;
    const { owner } = repository;
    const membership = owner.kind === "Organization" ? owner.members.get(actor.user) : undefined;
    if (entry.actor_type === "User") return entry.actor_id === actor.user.id;
    if (entry.actor_type === "OrganizationAdmin") return membership?.role === "admin";
    if (entry.actor_type === "RepositoryRole") {
      const role = roleIds[entry.actor_id ?? 0];
      return role !== undefined && roleReaches(roleOf(repository, actor.user), role);
    }
    if (entry.actor_type !== "Team" || owner.kind !== "Organization") return false;
    const team = [...owner.teams.values()].find(({ id }) => id === entry.actor_id);
    return team?.members.has(actor.user) ?? false;
  });
}
