import type { Diagnosis } from "../model/doctor.ts";
import type { Fact } from "../model/fact.ts";

/** The role that answers for the policy. */
const POLICY_OWNERS = "policy-owners";

/** The teams that roles name. */
export function teamsIn(roles: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const holders = [...roles.values()].flat();
  return [...new Set(holders)].filter((holder) => holder.includes("/"));
}

/** Whether the teams that roles name can be seen, and have anybody in them. */
export function diagnoseTeams(
  roles: ReadonlyMap<string, readonly string[]>,
  teams: ReadonlyMap<string, Fact<readonly string[]>>,
): readonly Diagnosis[] {
  return [...teams].map(([team, members]): Diagnosis => {
    const named = [...roles].filter(([, holders]) => holders.includes(team)).map(([role]) => role);
    const whose = `${team}, which ${named.length > 1 ? "the roles" : "the role"} ${named.join(", ")} name${named.length > 1 ? "" : "s"}`;
    if (members.state === "unavailable") {
      return {
        point: "teams",
        outcome: "problem",
        says: `The team ${whose}, cannot be seen: ${members.reason}.`,
        mend: "check its name, that it is in the repository's organisation, and that the App has members: read",
      };
    }
    return members.value.length > 0
      ? { point: "teams", outcome: "good", says: `The team ${whose}, is seen.` }
      : {
          point: "teams",
          outcome: "problem",
          says: `The team ${whose}, has no members: nobody can fill a seat for it.`,
          mend: "add members to it, or name others for the role",
        };
  });
}

/**
 * Whether somebody answers for the policy file.
 *
 * @param owners whom CODEOWNERS names for it
 */
export function diagnosePolicyOwners(
  roles: ReadonlyMap<string, readonly string[]>,
  owners: Fact<readonly string[]>,
): Diagnosis {
  const named = roles.get(POLICY_OWNERS) ?? [];
  const byFile = owners.state === "known" ? owners.value : [];
  const parts = [
    ...(named.length > 0 ? [`${named.join(", ")} by the role ${POLICY_OWNERS}`] : []),
    ...(byFile.length > 0 ? [`${byFile.join(", ")} by CODEOWNERS`] : []),
  ];
  if (parts.length > 0) {
    const says = `.mltrl/config.yml has owners: ${parts.join("; ")}.`;
    return { point: "policy-owners", outcome: "good", says };
  }
  return {
    point: "policy-owners",
    outcome: owners.state === "known" ? "problem" : "unknown",
    says:
      owners.state === "known"
        ? "Nobody owns .mltrl/config.yml: whoever may write can change what is asked of them."
        : `Who owns .mltrl/config.yml cannot be seen: ${owners.reason}.`,
    mend: `name ${POLICY_OWNERS} under "roles" in .mltrl/config.yml, or owners of /.mltrl/ in CODEOWNERS`,
  };
}
