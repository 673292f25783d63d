import type { Happening, Installation, Repository } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { simpleOrganization, simpleUser } from "../views/account-view.ts";
import { repositoryView } from "../views/repository-view.ts";

/** The body of a webhook: what happened, and the objects that every payload carries. */
export function payloadOf(world: World, happening: Happening, installation: Installation): string {
  return JSON.stringify({
    ...eventOf(world, happening),
    ...("installation" in happening.payload
      ? {}
      : { installation: { id: installation.id, node_id: installation.nodeId } }),
  });
}

/** The same for whoever listens without an installation, as workflows do. */
export function eventOf(world: World, happening: Happening): Record<string, unknown> {
  const { action, repository, sender, payload, event } = happening;
  const organization = happening.organization ?? ownerOf(repository);
  return {
    ...(action === undefined ? {} : { action }),
    ...payload,
    ...(repository === undefined
      ? {}
      : {
          repository:
            event === "push"
              ? pushedRepository(world, repository)
              : repositoryView(world, repository),
        }),
    ...(organization === undefined
      ? {}
      : { organization: simpleOrganization(world, organization) }),
    sender: simpleUser(world, sender),
  };
}

function ownerOf(repository: Repository | undefined) {
  const owner = repository?.owner;
  return owner?.kind === "Organization" ? owner : undefined;
}

/** In `push` the repository has an older shape: times in seconds, an owner with a name. */
function pushedRepository(world: World, repository: Repository): Record<string, unknown> {
  const { owner } = repository;
  return {
    ...repositoryView(world, repository),
    owner: {
      ...simpleUser(world, owner),
      name: owner.login,
      email: owner.kind === "Organization" ? null : owner.email,
    },
    created_at: seconds(repository.createdAt),
    pushed_at: seconds(repository.pushedAt),
    stargazers: 0,
    master_branch: repository.defaultBranch,
  };
}

function seconds(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}
