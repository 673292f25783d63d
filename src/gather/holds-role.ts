import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { GatherContext } from "./context.ts";
import { gatherRoles } from "./roles.ts";

/** Whether somebody holds a role; one that the policy does not name falls to the repository's admins. */
export async function holdsRole(
  login: string,
  role: string,
  { policy, people }: Pick<GatherContext, "policy" | "people">,
): Promise<Fact<boolean>> {
  const named = policy.roles.get(role);
  if (named === undefined) {
    return mapFact(await people.permission(login), (permission) => permission === "admin");
  }
  if (named.some((each) => isSameLogin(each, login))) return known(true);
  const roles = await gatherRoles({
    policy: { ...policy, roles: new Map([[role, named]]) },
    people,
  });
  return mapFact(roles, (members) =>
    (members.get(role) ?? []).some((each) => isSameLogin(each, login)),
  );
}

/** GitHub does not tell logins apart by their case. */
export function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
