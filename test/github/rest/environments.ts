import { ApiError, invalid, notFound } from "../api-error.ts";
import type { Deployment, Environment, Repository } from "../state/nouns.ts";
import { nodeId } from "../state/world.ts";
import { repositoryPage, repositoryUrl } from "../views/repository-view.ts";
import { requiredText, text } from "./body.ts";
import {
  type Call,
  numberParameter,
  parameter,
  type Reply,
  repositoryRoute,
  type Route,
} from "./call.ts";

const administration = { permission: "administration", level: "write", role: "admin" } as const;
const deployments = { permission: "deployments", level: "write" } as const;

/** Pages "REST API endpoints for deployment environments", "… protection rules" and "… workflow runs". */
export const environmentRoutes: readonly Route[] = [
  repositoryRoute("PUT", "/environments/{name}", administration, (call, repository) => {
    const name = parameter(call, "name");
    const environment: Environment = repository.environments.get(name.toLowerCase()) ?? {
      id: call.world.nextId(),
      name,
      rules: new Map(),
      createdAt: call.world.clock.iso(),
    };
    repository.environments.set(name.toLowerCase(), environment);
    return { status: 200, body: view(call, repository, environment) };
  }),
  repositoryRoute(
    "POST",
    "/environments/{name}/deployment_protection_rules",
    administration,
    (call, repository) => {
      const environment = repository.environments.get(parameter(call, "name").toLowerCase());
      const app = call.world.apps.get(Number(call.body["integration_id"]));
      if (environment === undefined || app === undefined) throw notFound();
      const id = call.world.nextId();
      environment.rules.set(id, app);
      return {
        status: 201,
        body: {
          id,
          node_id: nodeId("Gate", id),
          enabled: true,
          app: {
            id: app.id,
            slug: app.slug,
            integration_url: `${call.world.url}/apps/${app.slug}`,
            node_id: app.nodeId,
          },
        },
      };
    },
  ),
  repositoryRoute(
    "POST",
    "/actions/runs/{run}/deployment_protection_rule",
    deployments,
    answerDeployment,
  ),
];

/** GitHub takes so many characters of a comment. */
const longestComment = 1024;

function answerDeployment(call: Call, repository: Repository): Reply {
  const { actor, body } = call;
  const deployment = deploymentOf(repository, numberParameter(call, "run"));
  const name = requiredText(body, "environment_name");
  const comment = text(body, "comment") ?? "";
  if (deployment.environment.name.toLowerCase() !== name.toLowerCase()) throw notFound();
  if (actor.type !== "installation")
    throw new ApiError(403, "You must authenticate via a GitHub App.");
  const { app } = actor.installation;
  // "A GitHub App can only review their own custom deployment protection rules."
  if (![...deployment.environment.rules.values()].includes(app)) throw notFound();
  if (comment.length > longestComment) throw invalid("Comment is too long");
  const state = text(body, "state");
  if (state === undefined) return { status: 204 }; // a report on the way
  if (state !== "approved" && state !== "rejected") throw invalid("State is not included in the list"); // prettier-ignore
  if (deployment.answers.has(app)) throw invalid("The deployment has been reviewed already");
  deployment.answers.set(app, { state, comment });
  return { status: 204 };
}

function deploymentOf({ deployments: all }: Repository, run: number): Deployment {
  const found = all.find((one) => one.run === run);
  if (found === undefined) throw notFound();
  return found;
}

function view({ world }: Call, repository: Repository, { id, name, createdAt }: Environment) {
  return {
    id,
    node_id: nodeId("Environment", id),
    name,
    url: `${repositoryUrl(world, repository)}/environments/${encodeURIComponent(name)}`,
    html_url: `${repositoryPage(world, repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    created_at: createdAt,
    updated_at: createdAt,
    protection_rules: [],
    deployment_branch_policy: null,
  };
}
