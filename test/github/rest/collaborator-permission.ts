import { roleOf } from "../auth/access.ts";
import type { Repository, Role, User } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { simpleUser } from "../views/account-view.ts";
import { roleReaches } from "../state/repository.ts";

/** The four legacy levels: maintain shows as write, triage as read. */
const legacy: Readonly<Record<Role, string>> = {
  admin: "admin",
  maintain: "write",
  write: "write",
  triage: "read",
  read: "read",
  none: "none",
};

/** One of the four levels that existed before triage and maintain. */
export function legacyRole(role: Role): string {
  return legacy[role];
}

/** `repository-collaborator-permission`: the effective role over all grants. */
export function collaboratorPermission(world: World, repository: Repository, user: User) {
  const role = roleOf(repository, user);
  return {
    permission: legacyRole(role),
    role_name: role,
    user: {
      ...simpleUser(world, user),
      permissions: {
        admin: role === "admin",
        maintain: roleReaches(role, "maintain"),
        push: roleReaches(role, "write"),
        triage: roleReaches(role, "triage"),
        pull: roleReaches(role, "read"),
      },
      role_name: role,
    },
  };
}
