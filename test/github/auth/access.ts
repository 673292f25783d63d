import { ApiError, notFound } from "../api-error.ts";
import { installationCovers } from "../state/app.ts";
import type { PermissionLevel, Repository, Role, User } from "../state/nouns.ts";
import { higherRole, roleReaches } from "../state/repository.ts";
import type { Actor } from "./actor.ts";

/** What a request needs: a permission of an App, a role of a person. */
export type Need = {
  readonly permission: string;
  readonly level: PermissionLevel;
  /** The role a person needs; by default read to read and write to write. */
  readonly role?: Role;
  /** Permissions that serve as well (comments: issues or pull_requests). */
  readonly or?: readonly string[];
};

/** A person's role over all grants: docs "Repository roles for an organization". */
export function roleOf(repository: Repository, user: User): Role {
  const { owner } = repository;
  if (owner === user) return "admin";
  let role: Role = repository.collaborators.get(user) ?? "none";
  if (owner.kind === "Organization") {
    const membership = owner.members.get(user);
    if (membership?.role === "admin") return "admin";
    if (membership !== undefined) role = higherRole(role, owner.defaultPermission);
    for (const [team, granted] of repository.teams) {
      // A child team inherits its parent's access (docs "About teams").
      for (const child of owner.teams.values()) {
        let at: typeof child | null = child;
        while (at !== null && at !== team) at = at.parent;
        if (at === team && child.members.has(user)) role = higherRole(role, granted);
      }
    }
  }
  return repository.private ? role : higherRole(role, "read");
}

/** May the caller know that the repository exists? */
export function canSee(actor: Actor, repository: Repository): boolean {
  if (!repository.private) return true;
  if (actor.type === "user") return roleReaches(roleOf(repository, actor.user), "read");
  return actor.type === "installation" && reaches(actor, repository);
}

function reaches(actor: Extract<Actor, { type: "installation" }>, repository: Repository): boolean {
  if (!installationCovers(actor.installation, repository)) return false;
  return actor.repositories?.has(repository) ?? true;
}

const strength: readonly PermissionLevel[] = ["read", "write", "admin"];

/** Does a set of permissions hold one at a level? Metadata is always readable. */
export function holds(
  permissions: Readonly<Record<string, PermissionLevel>>,
  permission: string,
  level: PermissionLevel,
): boolean {
  if (permission === "metadata" && level === "read") return true;
  const held = permissions[permission];
  return held !== undefined && strength.indexOf(held) >= strength.indexOf(level);
}

/** Is the need met? Public resources may be read without it, as each REST page says. */
export function meets(actor: Actor, repository: Repository, need: Need): boolean {
  const publicRead = need.level === "read" && !repository.private && need.role === undefined;
  if (actor.type === "installation") {
    if (publicRead) return true;
    const names = [need.permission, ...(need.or ?? [])];
    return (
      reaches(actor, repository) && names.some((name) => holds(actor.permissions, name, need.level))
    );
  }
  if (actor.type === "user") {
    return roleReaches(roleOf(repository, actor.user), need.role ?? need.level);
  }
  return publicRead;
}

/** Throws what GitHub answers where the need is not met. */
export function demand(actor: Actor, repository: Repository, need: Need): void {
  if (!canSee(actor, repository)) throw notFound();
  if (meets(actor, repository, need)) return;
  if (actor.type === "installation") {
    const accepted = [need.permission, ...(need.or ?? [])]
      .map((name) => `${name}=${need.level}`)
      .join("; ");
    throw new ApiError(403, "Resource not accessible by integration", undefined, accepted);
  }
  if (actor.type === "anonymous") throw new ApiError(401, "Requires authentication");
  if (actor.type === "app") {
    throw new ApiError(401, "A JSON web token could not be decoded");
  }
  // A person who may read but not administrate gets 403; one who may not push gets 403 or, on some pages, 404.
  const admin = (need.role ?? need.level) === "admin";
  throw new ApiError(
    403,
    admin ? "Must have admin rights to Repository." : "Must have push access to repository",
  );
}
