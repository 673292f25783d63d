import { invalid, notFound } from "../api-error.ts";
import { meets } from "../auth/access.ts";
import { activeRules } from "../rules/active-rules.ts";
import type { BypassActor, Repository, Rule, Ruleset } from "../state/nouns.ts";
import { fullName } from "../state/repository.ts";
import { nodeId } from "../state/world.ts";
import { repositoryPage, repositoryUrl } from "../views/repository-view.ts";
import { object, objects, requiredText, text, texts } from "./body.ts";
import {
  type Call,
  numberParameter,
  parameter,
  type Reply,
  repositoryRoute,
  type Route,
} from "./call.ts";
import { listReply } from "./page.ts";

const metadata = { permission: "metadata", level: "read" } as const;
const administration = { permission: "administration", level: "write", role: "admin" } as const;

/** Page "REST API endpoints for rules". */
export const rulesetRoutes: readonly Route[] = [
  repositoryRoute("GET", "/rulesets", metadata, async (call, repository) =>
    listReply(call, [...repository.rulesets.values()], (one) => summary(call, repository, one)),
  ),
  repositoryRoute("POST", "/rulesets", administration, (call, repository) => {
    const id = call.world.nextId();
    const now = call.world.clock.iso();
    const ruleset: Ruleset = {
      kind: "RepositoryRuleset",
      id,
      nodeId: nodeId("RepositoryRuleset", id),
      name: requiredText(call.body, "name"),
      target: "branch",
      enforcement: "active",
      conditions: { ref_name: { include: [], exclude: [] } },
      rules: [],
      bypassActors: [],
      createdAt: now,
      updatedAt: now,
    };
    change(call, ruleset);
    repository.rulesets.set(id, ruleset);
    return { status: 201, body: view(call, repository, ruleset) };
  }),
  repositoryRoute("GET", "/rulesets/{id}", metadata, (call, repository) => ({
    status: 200,
    body: view(call, repository, rulesetOf(call, repository)),
  })),
  repositoryRoute("PUT", "/rulesets/{id}", administration, (call, repository) => {
    const ruleset = rulesetOf(call, repository);
    change(call, ruleset);
    ruleset.updatedAt = call.world.clock.iso();
    return { status: 200, body: view(call, repository, ruleset) };
  }),
  repositoryRoute("DELETE", "/rulesets/{id}", administration, (call, repository) => {
    repository.rulesets.delete(rulesetOf(call, repository).id);
    return { status: 204 };
  }),
  // Only active rules, also for branches that do not exist yet, for everyone who can read.
  repositoryRoute("GET", "/rules/branches/{branch}", metadata, branchRules),
];

function rulesetOf(call: Call, repository: Repository): Ruleset {
  const found = repository.rulesets.get(numberParameter(call, "id"));
  if (found === undefined) throw notFound();
  return found;
}

async function branchRules(call: Call, repository: Repository): Promise<Reply> {
  const rules = activeRules(repository, `refs/heads/${parameter(call, "branch")}`);
  return listReply(call, rules, ({ rule, ruleset }) => ({
    ...rule,
    ruleset_source_type: "Repository",
    ruleset_source: fullName(repository),
    ruleset_id: ruleset.id,
  }));
}

const ruleTypes = new Set([
  "creation",
  "deletion",
  "non_fast_forward",
  "required_linear_history",
  "required_status_checks",
  "pull_request",
  "merge_queue",
  "workflows",
]);

function change(call: Call, ruleset: Ruleset): void {
  const { body } = call;
  const enforcement = text(body, "enforcement") ?? ruleset.enforcement;
  if (enforcement !== "active" && enforcement !== "disabled" && enforcement !== "evaluate") {
    throw invalid("Enforcement is not included in the list");
  }
  ruleset.enforcement = enforcement;
  ruleset.name = text(body, "name") ?? ruleset.name;
  ruleset.target = text(body, "target") === "tag" ? "tag" : "branch";
  const names = object(object(body, "conditions") ?? {}, "ref_name");
  if (names !== undefined) {
    const [include, exclude] = [texts(names, "include") ?? [], texts(names, "exclude") ?? []];
    ruleset.conditions = { ref_name: { include, exclude } };
  }
  const rules = objects(body, "rules");
  if (rules !== undefined) ruleset.rules = rules.map(ruleOf);
  const bypass = objects(body, "bypass_actors");
  if (bypass !== undefined) ruleset.bypassActors = bypass.map((entry) => entry as BypassActor);
}

function ruleOf(given: Readonly<Record<string, unknown>>): Rule {
  const type = requiredText(given, "type");
  if (!ruleTypes.has(type))
    throw invalid(`Invalid rule '${type}': the stand-in does not know this type`);
  const parameters = object(given, "parameters") ?? {};
  if (
    type === "required_status_checks" &&
    objects(parameters, "required_status_checks") === undefined
  ) {
    throw invalid("Invalid rule 'required_status_checks': parameters are missing");
  }
  if (type === "pull_request") {
    const defaults = {
      required_approving_review_count: 0,
      dismiss_stale_reviews_on_push: false,
      require_code_owner_review: false,
      require_last_push_approval: false,
      required_review_thread_resolution: false,
    };
    return { type, parameters: { ...defaults, ...parameters } };
  }
  if (type === "merge_queue") {
    const defaults = {
      check_response_timeout_minutes: 60,
      grouping_strategy: "ALLGREEN",
      max_entries_to_build: 5,
      max_entries_to_merge: 5,
      merge_method: "MERGE",
      min_entries_to_merge: 1,
      min_entries_to_merge_wait_minutes: 5,
    } as const;
    return { type, parameters: { ...defaults, ...parameters } };
  }
  if (type === "workflows") return { type, parameters: workflowsOf(parameters) };
  const strict = { strict_required_status_checks_policy: false };
  const checks =
    type === "required_status_checks" ? { parameters: { ...strict, ...parameters } } : {};
  return { type, ...checks } as Rule;
}

/** `repository-rule-params-workflow-file-reference`: a path in a repository, at a ref or a commit. */
function workflowsOf(given: Readonly<Record<string, unknown>>) {
  const workflows = (objects(given, "workflows") ?? []).map((one) => {
    const { repository_id: id } = one;
    if (typeof id !== "number") throw invalid("Invalid rule 'workflows': repository_id is missing");
    const [ref, sha] = [text(one, "ref"), text(one, "sha")];
    return {
      path: requiredText(one, "path"),
      repository_id: id,
      ...(ref !== undefined && { ref }),
      ...(sha !== undefined && { sha }),
    };
  });
  if (workflows.length === 0) throw invalid("Invalid rule 'workflows': parameters are missing");
  const onCreate = given["do_not_enforce_on_create"];
  return { workflows, do_not_enforce_on_create: onCreate === true };
}

function summary(call: Call, repository: Repository, ruleset: Ruleset) {
  return {
    id: ruleset.id,
    name: ruleset.name,
    target: ruleset.target,
    source_type: "Repository",
    source: fullName(repository),
    enforcement: ruleset.enforcement,
    node_id: ruleset.nodeId,
    _links: {
      self: { href: `${repositoryUrl(call.world, repository)}/rulesets/${ruleset.id}` },
      html: { href: `${repositoryPage(call.world, repository)}/rules/${ruleset.id}` },
    },
    created_at: ruleset.createdAt,
    updated_at: ruleset.updatedAt,
  };
}

function view(call: Call, repository: Repository, ruleset: Ruleset) {
  const { conditions, rules, bypassActors } = ruleset;
  return {
    ...summary(call, repository, ruleset),
    conditions,
    rules,
    // "Only returned if the user making the API request has write access to the ruleset."
    ...(meets(call.actor, repository, administration) && { bypass_actors: bypassActors }),
    current_user_can_bypass: "never",
  };
}
