import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { CODE_OWNERS_ROLE } from "../core/model/policy.ts";
import { graduationOf } from "../core/model/step.ts";
import { codeOwnersIn } from "./code-owners.ts";
import type { GatherContext } from "./context.ts";

type Members = ReadonlyMap<string, readonly string[]>;

/** Every role of the policy with the logins that hold it; teams are looked up. */
export async function gatherRoles({
  policy: { roles: holders },
  people,
}: Pick<GatherContext, "policy" | "people">): Promise<Fact<Members>> {
  const teams = [...new Set([...holders.values()].flat().filter((name) => name.includes("/")))];
  const members = new Map(
    await Promise.all(teams.map(async (team) => [team, await people.members(team)] as const)),
  );
  for (const [role, names] of holders) {
    for (const name of names) {
      const found = members.get(name);
      if (found?.state === "unavailable") {
        return unavailable(found.cause, `who has the role "${role}" is not known: ${found.reason}`);
      }
    }
  }
  const loginsOf = (name: string): readonly string[] => {
    const team = members.get(name);
    return team?.state === "known" ? team.value : [name];
  };
  return known(
    new Map([...holders].map(([role, names]) => [role, [...new Set(names.flatMap(loginsOf))]])),
  );
}

/**
 * The same for the panel of a component: code owners have the owner's role of what they own, where the
 * policy gives it to nobody.
 */
export async function gatherPanelRoles(context: GatherContext): Promise<Fact<Members>> {
  const { policy, step, people } = context;
  const asked = graduationOf(step) !== undefined && !policy.roles.has(CODE_OWNERS_ROLE);
  const owners = asked ? await codeOwnersIn(context) : known([]);
  if (owners.state === "unavailable") return owners;
  const holders = new Map(policy.roles);
  if (owners.value.length > 0) holders.set(CODE_OWNERS_ROLE, owners.value);
  return gatherRoles({ policy: { ...policy, roles: holders }, people });
}
