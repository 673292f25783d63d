import { holds } from "../auth/access.ts";
import { installationCovers } from "../state/app.ts";
import { actionsAppId } from "../state/actions.ts";
import type { App, CheckSuite, Repository, User } from "../state/nouns.ts";
import { nodeId, type World } from "../state/world.ts";
import { announceCheckSuite } from "./announce.ts";

/** The suite of an App on a commit, made if there is none. */
export function suiteOf(
  world: World,
  repository: Repository,
  app: App,
  sha: string,
  push: { branch: string | null; before: string | null } = { branch: null, before: null },
): CheckSuite {
  const known = (repository.suites.get(sha) ?? []).find((suite) => suite.app === app);
  return known ?? addSuite(world, repository, app, sha, push);
}

/** One more suite: GitHub Actions makes one for each run of a workflow. */
export function addSuite(
  world: World,
  repository: Repository,
  app: App,
  sha: string,
  push: { branch: string | null; before: string | null },
): CheckSuite {
  const id = world.nextId();
  const now = world.clock.iso();
  const suite: CheckSuite = {
    kind: "CheckSuite",
    id,
    nodeId: nodeId("CheckSuite", id),
    app,
    repository,
    sha,
    branch: push.branch ?? branchAt(repository, sha),
    before: push.before,
    reset: false,
    runs: [],
    createdAt: now,
    updatedAt: now,
  };
  repository.suites.set(sha, [...(repository.suites.get(sha) ?? []), suite]);
  world.checkSuites.set(id, suite);
  world.nodes.set(suite.nodeId, suite);
  return suite;
}

/** A fork's commit stands on no branch of this repository, and its suite then names none. */
function branchAt(repository: Repository, sha: string): string | null {
  for (const [ref, oid] of repository.refs) {
    if (oid === sha && ref.startsWith("refs/heads/")) return ref.slice("refs/heads/".length);
  }
  return null;
}

/**
 * A push makes one suite for each App that may write checks, and tells that App (page "Using the REST API
 * to interact with checks").
 */
export async function requestSuites(
  world: World,
  repository: Repository,
  push: { branch: string; before: string; after: string },
  sender: User,
): Promise<void> {
  for (const installation of world.installations.values()) {
    if (!holds(installation.permissions, "checks", "write")) continue;
    // GitHub Actions has a suite for each run of a workflow, and none where nothing runs.
    if (installation.app.id === actionsAppId) continue;
    if (installation.suspendedAt !== null || !installationCovers(installation, repository))
      continue;
    if ((repository.suites.get(push.after) ?? []).some(({ app }) => app === installation.app))
      continue;
    const suite = suiteOf(world, repository, installation.app, push.after, push);
    await announceCheckSuite(world, suite, "requested", sender);
  }
}
