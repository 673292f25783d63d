import type { WorkflowJob } from "../state/actions.ts";
import type { Installation, PermissionLevel, Permissions } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { newToken } from "../rest/apps.ts";

/** No job outlives six hours on a hosted runner; its token ends with it. */
const life = 6 * 3_600_000;

/**
 * `GITHUB_TOKEN` (page of that name): the Actions App's token for the job's repository alone, with what the
 * job's `permissions` say. A pull request from a fork gets no more than to read.
 */
export function mintJobToken(
  world: World,
  installation: Installation,
  job: WorkflowJob,
  permissions: Permissions,
): string {
  const { run } = job.attempt;
  const fromFork = run.event === "pull_request" && run.head.repository !== run.repository;
  const token = newToken(installation.app.id);
  job.token = token;
  world.tokens.set(token, {
    type: "installation",
    installation,
    permissions: { metadata: "read", ...(fromFork ? readOnly(permissions) : permissions) },
    repositories: new Set([run.repository]),
    expiresAt: new Date(world.clock.now().getTime() + life),
  });
  return token;
}

function readOnly(permissions: Permissions): Permissions {
  const names = Object.keys(permissions);
  return Object.fromEntries(names.map((name): [string, PermissionLevel] => [name, "read"]));
}
