import type { Team, User } from "./nouns.ts";

/** Members of a team with those of its child teams, as the members lists of REST and GraphQL count them. */
export function membersWithChildTeams(team: Team): Map<User, "maintainer" | "member"> {
  const members = new Map(team.members);
  for (const other of team.organization.teams.values()) {
    if (other.parent !== team) continue;
    for (const [user] of membersWithChildTeams(other))
      if (!members.has(user)) members.set(user, "member");
  }
  return members;
}
