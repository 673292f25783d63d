import { type Fact, known } from "../core/model/fact.ts";
import type { GatherContext } from "./context.ts";

/** Every role of the policy with the logins that hold it; teams are looked up. */
export async function gatherRoles({
  policy,
  people,
}: Pick<GatherContext, "policy" | "people">): Promise<
  Fact<ReadonlyMap<string, readonly string[]>>
> {
  const holders = [...policy.roles].flatMap(([, names]) => names);
  const teams = [...new Set(holders.filter((name) => name.includes("/")))];
  const members = await Promise.all(teams.map((team) => people.members(team)));
  const lost = members.find((each) => each.state === "unavailable");
  if (lost?.state === "unavailable") return lost;
  const loginsOf = (name: string): readonly string[] => {
    const team = members[teams.indexOf(name)];
    return team?.state === "known" ? team.value : [name];
  };
  return known(
    new Map(
      [...policy.roles].map(([role, names]) => [role, [...new Set(names.flatMap(loginsOf))]]),
    ),
  );
}
