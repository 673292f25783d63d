import { ApiError, notFound } from "../api-error.ts";
import { canSee, roleOf } from "../auth/access.ts";
import { createRepository } from "../operations/create-repository.ts";
import type { Repository, Role, User } from "../state/nouns.ts";
import { fullName } from "../state/repository.ts";
import { findAccount, findUser, type World } from "../state/world.ts";
import { simpleUser } from "../views/account-view.ts";
import { propertyValues } from "../views/property-view.ts";
import { repositoryUrl, repositoryView, repositoryWithParent } from "../views/repository-view.ts";
import { flag, text } from "./body.ts";
import { protectionSummary } from "./branch-protections.ts";
import {
  type Call,
  parameter,
  type Reply,
  repositoryRoute,
  route,
  type Route,
  sender,
} from "./call.ts";
import { listReply } from "./page.ts";
import { collaboratorPermission, legacyRole } from "./collaborator-permission.ts";

const metadata = { permission: "metadata", level: "read" } as const;
const contents = { permission: "contents", level: "read" } as const;
const administration = { permission: "administration", level: "write", role: "admin" } as const;

/** Pages "REST API endpoints for repositories", "… branches", "… forks" and "… collaborators". */
export const repositoryRoutes: readonly Route[] = [
  repositoryRoute("GET", "", metadata, (call, repository) => ({
    status: 200,
    body: repositoryWithParent(call.world, repository, viewerRole(call, repository)),
  })),
  repositoryRoute("PATCH", "", administration, updateRepository),
  repositoryRoute("POST", "/transfer", administration, transfer),
  // "Users with read access to the repository can use this endpoint."
  repositoryRoute("GET", "/properties/values", metadata, (_, repository) => ({
    status: 200,
    body: propertyValues(repository),
  })),
  repositoryRoute("GET", "/branches", contents, async (call, repository) => {
    const wanted = call.url.searchParams.get("protected");
    const branches = [...repository.refs.keys()]
      .filter((ref) => ref.startsWith("refs/heads/"))
      .toSorted()
      .map((ref) => shortBranch(call, repository, ref))
      .filter((branch) => wanted === null || String(branch.protected) === wanted);
    return listReply(call, branches, (branch) => branch);
  }),
  repositoryRoute("POST", "/forks", { ...contents, role: "read" }, fork),
  repositoryRoute("GET", "/forks", metadata, async (call, repository) => {
    const forks = [...call.world.repositories.values()].filter(
      (one) => one.parent === repository && canSee(call.actor, one),
    );
    return listReply(call, forks, (one) => repositoryView(call.world, one));
  }),
  // "Needs only metadata: read", and write access of people.
  repositoryRoute("GET", "/collaborators/{user}/permission", metadata, (call, repository) => {
    const user = findUser(call.world, parameter(call, "user"));
    if (user === undefined) throw notFound();
    return { status: 200, body: collaboratorPermission(call.world, repository, user) };
  }),
  repositoryRoute("GET", "/collaborators/{user}", metadata, (call, repository) => {
    const user = findUser(call.world, parameter(call, "user"));
    const role = user === undefined ? "none" : explicitRole(repository, user);
    if (role === "none") throw notFound();
    return { status: 204 };
  }),
  repositoryRoute("PUT", "/collaborators/{user}", administration, addCollaborator),
  repositoryRoute("DELETE", "/collaborators/{user}", administration, (call, repository) => {
    const user = findUser(call.world, parameter(call, "user"));
    if (user !== undefined) repository.collaborators.delete(user);
    return { status: 204 };
  }),
  route("GET", "/orgs/{org}/repos", async (call) => {
    const owner = findAccount(call.world, parameter(call, "org"));
    const all = [...call.world.repositories.values()].filter(
      (one) => one.owner === owner && canSee(call.actor, one),
    );
    return listReply(call, all, (one) => repositoryView(call.world, one));
  }),
];

function viewerRole(call: Call, repository: Repository): Role | undefined {
  return call.actor.type === "user" ? roleOf(repository, call.actor.user) : undefined;
}

/** A role over and above what a public repository gives to everyone. */
function explicitRole(repository: Repository, user: User): Role {
  return roleOf({ ...repository, private: true }, user);
}

function shortBranch(call: Call, repository: Repository, ref: string) {
  const sha = repository.refs.get(ref) ?? "";
  const url = `${repositoryUrl(call.world, repository)}/commits/${sha}`;
  const name = ref.slice("refs/heads/".length);
  return { name, commit: { sha, url }, ...protectionSummary(repository, name) };
}

function updateRepository(call: Call, repository: Repository): Reply {
  const { body, world } = call;
  const name = text(body, "name");
  const archived = flag(body, "archived");
  const branch = text(body, "default_branch");
  const publish = (action: string, payload: Record<string, unknown>): void =>
    world.publish({ event: "repository", action, sender: sender(call), repository, payload });
  if (branch !== undefined && branch !== repository.defaultBranch) {
    if (!repository.refs.has(`refs/heads/${branch}`)) throw new ApiError(422, "Validation Failed");
    const changes = { default_branch: { from: repository.defaultBranch } };
    repository.defaultBranch = branch;
    publish("edited", { changes });
  }
  if (name !== undefined && name !== repository.name) {
    const changes = { repository: { name: { from: repository.name } } };
    move(world, repository, () => {
      repository.name = name;
    });
    publish("renamed", { changes });
  }
  if (archived !== undefined && archived !== repository.archived) {
    repository.archived = archived;
    publish(archived ? "archived" : "unarchived", {});
  }
  const hidden = flag(body, "private") ?? repository.private;
  if (hidden !== repository.private) {
    repository.private = hidden;
    publish(hidden ? "privatized" : "publicized", {});
  }
  return {
    status: 200,
    body: repositoryWithParent(world, repository, viewerRole(call, repository)),
  };
}

/** Puts a repository elsewhere; its old address leads to it. */
function move(world: World, repository: Repository, change: () => void): void {
  const before = fullName(repository).toLowerCase();
  change();
  world.repositories.delete(before);
  world.movedRepositories.set(before, repository);
  world.repositories.set(fullName(repository).toLowerCase(), repository);
}

/** The new owner accepts at once, who administers that account as well. */
function transfer(call: Call, repository: Repository): Reply {
  const { world, body } = call;
  const owner = findAccount(world, text(body, "new_owner") ?? "");
  if (owner === undefined || owner.kind === "Bot") throw new ApiError(422, "Validation Failed");
  const from = repository.owner;
  const before = simpleUser(world, from);
  move(world, repository, () => {
    repository.owner = owner;
  });
  const changes = {
    owner: { from: from.kind === "Organization" ? { organization: before } : { user: before } },
  };
  world.publish({ event: "repository", action: "transferred", sender: sender(call), repository, payload: { changes } }); // prettier-ignore
  return { status: 202, body: repositoryWithParent(world, repository, viewerRole(call, repository)) }; // prettier-ignore
}

/** The fork takes all branches; GitHub answers 202 while it copies, here it is ready at once. */
function fork(call: Call, repository: Repository): Reply {
  const { world, body } = call;
  const wanted = text(body, "organization");
  const owner = wanted === undefined ? sender(call) : findAccount(world, wanted);
  if (owner === undefined || owner.kind === "Bot")
    throw new ApiError(403, "Resource not accessible by integration");
  const name = text(body, "name") ?? repository.name;
  const known = world.repositories.get(`${owner.login}/${name}`.toLowerCase());
  const made =
    known ??
    createRepository(world, {
      owner,
      name,
      private: repository.private,
      defaultBranch: repository.defaultBranch,
      parent: repository,
    });
  return { status: 202, body: repositoryWithParent(world, made, "admin") };
}

function addCollaborator(call: Call, repository: Repository): Reply {
  const roles: Readonly<Record<string, Role>> = { pull: "read", push: "write" };
  const wanted = text(call.body, "permission") ?? "push";
  const role = roles[wanted] ?? (wanted as Role);
  const user = findUser(call.world, parameter(call, "user"));
  if (user === undefined) throw notFound();
  const known = repository.collaborators.has(user);
  repository.collaborators.set(user, role);
  call.world.publish({
    event: "member",
    action: known ? "edited" : "added",
    sender: sender(call),
    repository,
    payload: {
      member: simpleUser(call.world, user),
      changes: { permission: { to: legacyRole(role) }, role_name: { to: role } },
    },
  });
  // GitHub sends an invitation (201); members of the organisation are in at once (204), as all are here.
  return { status: 204 };
}
