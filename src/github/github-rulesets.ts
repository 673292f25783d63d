import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type {
  ActiveRule,
  BranchProtection,
  BranchRule,
  BypassActor,
  Ruleset,
  RulesetText,
} from "../core/model/ruleset.ts";
import type { Rulesets } from "../ports/rulesets.ts";
import type { InstallationClient } from "./installation-client.ts";

interface RulesetAnswer {
  readonly id: number;
  readonly name: string;
  readonly source_type?: string;
  readonly target?: string;
  readonly enforcement: string;
  readonly conditions?: {
    readonly ref_name?: {
      readonly include?: readonly string[];
      readonly exclude?: readonly string[];
    };
  } | null;
  readonly rules?: readonly BranchRule[];
  /** Shown to whoever may write the ruleset, and to nobody else. */
  readonly bypass_actors?: readonly ActorAnswer[];
}

interface ActorAnswer {
  readonly actor_id: number | null;
  readonly actor_type: string;
  readonly bypass_mode: string;
}

interface RuleAnswer extends BranchRule {
  readonly ruleset_id: number;
}

interface BranchAnswer {
  readonly name: string;
  readonly protection?: {
    readonly enabled?: boolean;
    readonly required_status_checks?: {
      readonly enforcement_level?: string;
      readonly checks: readonly { readonly context: string; readonly app_id: number | null }[];
    };
  };
}

const PER_PAGE = 100;

/** Rulesets over GitHub's REST API (docs: rest/repos/rules). */
export function githubRulesets(
  client: InstallationClient,
  { owner, name: repo }: { readonly owner: string; readonly name: string },
): Rulesets {
  const at = { owner, repo };
  const all = async <T>(route: string, parameters: Record<string, unknown>): Promise<T[]> => {
    const found: T[] = [];
    for (let page = 1; ; page += 1) {
      const next = await client.rest<T[]>(route, { ...parameters, per_page: PER_PAGE, page });
      found.push(...next);
      if (next.length < PER_PAGE) return found;
    }
  };
  return {
    list: () =>
      granted(async () => {
        const listed = await all<RulesetAnswer>("GET /repos/{owner}/{repo}/rulesets", at);
        const ofBranches = listed.filter(({ target = "branch" }) => target === "branch");
        // The list says neither rules nor branches.
        const found = await Promise.all(
          ofBranches.map(({ id }) =>
            client.rest<RulesetAnswer>("GET /repos/{owner}/{repo}/rulesets/{ruleset_id}", {
              ...at,
              ruleset_id: id,
            }),
          ),
        );
        return found.map(rulesetOf);
      }),
    activeFor: (branch) =>
      granted(async () => {
        const rules = await all<RuleAnswer>("GET /repos/{owner}/{repo}/rules/branches/{branch}", {
          ...at,
          branch,
        });
        return rules.map(({ type, parameters, ruleset_id: ruleset }): ActiveRule => ({
          type,
          ruleset,
          ...(parameters !== undefined && { parameters }),
        }));
      }),
    // The list of branches says as much as we need; the protection itself is for administrators alone.
    protections: () =>
      granted(async () => {
        const listed = await all<BranchAnswer>("GET /repos/{owner}/{repo}/branches", {
          ...at,
          protected: true,
        });
        return listed.map(protectionOf).filter(({ checks }) => checks.length > 0);
      }),
    create: (text) =>
      granted(async () => {
        await client.rest("POST /repos/{owner}/{repo}/rulesets", { ...at, ...bodyOf(text) });
        return undefined;
      }),
    update: (id, text) =>
      granted(async () => {
        await client.rest("PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}", {
          ...at,
          ruleset_id: id,
          ...bodyOf(text),
        });
        return undefined;
      }),
  };
}

function rulesetOf(answer: RulesetAnswer): Ruleset {
  const { id, name, source_type: level = "Repository", target = "branch", enforcement } = answer;
  const { include = [], exclude = [] } = answer.conditions?.ref_name ?? {};
  return {
    id,
    name,
    level,
    target,
    enforcement,
    include,
    exclude,
    rules: answer.rules ?? [],
    ...(answer.bypass_actors !== undefined && { bypass: answer.bypass_actors.map(actorOf) }),
  };
}

/** By whom a check is asked for that anybody may make, in the words of the API. */
const ANY_APP = -1;

/** Rulesets make a branch protected too: then there is nothing of its own. */
function protectionOf({ name: branch, protection }: BranchAnswer): BranchProtection {
  const required = protection?.enabled === false ? undefined : protection?.required_status_checks;
  const { enforcement_level: level, checks = [] } = required ?? {};
  if (level === "off") return { branch, checks: [] };
  return {
    branch,
    checks: checks.map(({ context, app_id: app }) => ({
      name: context,
      ...(app !== null && app !== ANY_APP && { app }),
    })),
    ...(level !== undefined && { holdsAdmins: level === "everyone" }),
  };
}

function actorOf({ actor_id: id, actor_type: type, bypass_mode: mode }: ActorAnswer): BypassActor {
  return { type, mode, ...(id !== null && { id }) };
}

function bodyOf({ name, enforcement, include, rules, bypass }: RulesetText) {
  return {
    name,
    target: "branch",
    enforcement,
    conditions: { ref_name: { include, exclude: [] } },
    rules,
    ...(bypass !== undefined && {
      bypass_actors: bypass.map(({ type, id, mode }) => ({
        actor_id: id ?? null,
        actor_type: type,
        bypass_mode: mode,
      })),
    }),
  };
}

/** What GitHub says to whoever may not, and where it does not like what it is given. */
const REFUSED = new Map([
  [401, "not-visible"],
  [403, "not-visible"],
  [404, "not-visible"],
  [422, "invalid"],
] as const);

async function granted<T>(ask: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await ask());
  } catch (error) {
    const { status, message = "" } = error as { status?: 401 | 403 | 404 | 422; message?: string };
    const cause = status && REFUSED.get(status);
    if (cause === undefined) throw error;
    return unavailable(cause, `GitHub answered ${status}: ${message}`);
  }
}
