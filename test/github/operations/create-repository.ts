import { join } from "node:path";
import { createBare } from "../git/create-bare.ts";
import { openObjectStore } from "../git/object-store.ts";
import { writeRef } from "../git/refs.ts";
import type { Account, Repository } from "../state/nouns.ts";
import { fullName } from "../state/repository.ts";
import { nodeId, type World } from "../state/world.ts";

export type NewRepository = {
  readonly id?: number | undefined;
  readonly owner: Account;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly parent: Repository | null;
};

/** Makes an empty repository, or a fork with all branches and tags of its parent. */
export function createRepository(world: World, wanted: NewRepository): Repository {
  const id = wanted.id ?? world.nextId();
  const { parent } = wanted;
  // Named by id, so that a rename moves nothing on disk.
  const directory = join(world.directory, `${id}.git`);
  createBare(directory, wanted.defaultBranch, parent?.directory ?? null);
  const now = world.clock.iso();
  const repository: Repository = {
    kind: "Repository",
    id,
    nodeId: nodeId("Repository", id),
    owner: wanted.owner,
    name: wanted.name,
    description: null,
    private: wanted.private,
    archived: false,
    defaultBranch: wanted.defaultBranch,
    parent,
    directory,
    objects: parent?.objects ?? openObjectStore(directory),
    refs: new Map(),
    collaborators: new Map(),
    teams: new Map(),
    issues: new Map(),
    nextNumber: 1,
    labels: new Map(),
    rulesets: new Map(),
    protections: new Map(),
    environments: new Map(),
    deployments: [],
    queues: new Map(),
    customProperties: new Map(),
    suites: new Map(),
    statuses: new Map(),
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
  };
  for (const [ref, oid] of parent?.refs ?? []) {
    if (!ref.startsWith("refs/pull/")) writeRef(repository, ref, oid);
  }
  world.repositories.set(fullName(repository).toLowerCase(), repository);
  world.repositoriesById.set(id, repository);
  world.nodes.set(repository.nodeId, repository);
  return repository;
}
