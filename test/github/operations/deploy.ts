import { resolveCommit } from "../git/resolve-expression.ts";
import type { Deployment, Repository, User } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { repositoryUrl } from "../views/repository-view.ts";

/**
 * A workflow run comes to a job that names an environment. Each App with an enabled rule there is asked
 * (page "Creating custom deployment protection rules"); the job waits until all have answered.
 */
export async function deploy(
  world: World,
  repository: Repository,
  name: string,
  ref: string,
  sender: User,
): Promise<number> {
  const environment = repository.environments.get(name.toLowerCase());
  const commit = await resolveCommit(repository, ref);
  if (environment === undefined || commit === undefined)
    throw new Error(`There is no environment ${name}, or nothing at ${ref}`);
  const run = world.nextId();
  const deployment: Deployment = { run, environment, sha: commit.oid, ref, answers: new Map() };
  repository.deployments.push(deployment);
  for (const app of environment.rules.values()) {
    world.publish({
      event: "deployment_protection_rule",
      action: "requested",
      sender,
      repository,
      only: app,
      payload: {
        environment: environment.name,
        event: "push",
        sha: commit.oid,
        ref,
        deployment_callback_url: `${repositoryUrl(world, repository)}/actions/runs/${run}/deployment_protection_rule`,
        deployment: null,
        pull_requests: [],
      },
    });
  }
  return run;
}
