import { ApiError, notFound } from "../api-error.ts";
import { holds } from "../auth/access.ts";
import { membersWithChildTeams } from "../state/account.ts";
import type { Organization, Team, User } from "../state/nouns.ts";
import { findAccount, findUser } from "../state/world.ts";
import { announceMembership } from "../operations/announce.ts";
import { publicUser, simpleOrganization, simpleUser, teamView } from "../views/account-view.ts";
import { text } from "./body.ts";
import { type Call, parameter, route, type Route, sender } from "./call.ts";
import { listReply } from "./page.ts";

/** Pages "REST API endpoints for team members", "… for teams", "… for organization members" and users. */
export const organizationRoutes: readonly Route[] = [
  route("GET", "/orgs/{org}/teams", async (call) => {
    const teams = [...organizationOf(call).teams.values()].filter((team) => visible(call, team));
    return listReply(call, teams, (team) => teamView(call.world, team));
  }),
  route("GET", "/orgs/{org}/teams/{slug}", (call) => ({
    status: 200,
    body: teamView(call.world, teamOf(call)),
  })),
  // "Team members will include the members of child teams."
  route("GET", "/orgs/{org}/teams/{slug}/members", async (call) => {
    const role = call.url.searchParams.get("role") ?? "all";
    const members = [...membersWithChildTeams(teamOf(call))].filter(
      ([, held]) => role === "all" || held === role,
    );
    return listReply(call, members, ([user]) => simpleUser(call.world, user));
  }),
  route("GET", "/orgs/{org}/teams/{slug}/memberships/{user}", (call) => {
    const team = teamOf(call);
    const user = userOf(call);
    const role = membersWithChildTeams(team).get(user);
    if (role === undefined) throw notFound();
    const url = `${call.world.url}/organizations/${team.organization.id}/team/${team.id}/memberships/${user.login}`;
    return { status: 200, body: { url, role, state: "active" } };
  }),
  route("PUT", "/orgs/{org}/teams/{slug}/memberships/{user}", (call) => {
    const team = administered(call);
    const user = userOf(call);
    const role = text(call.body, "role") === "maintainer" ? "maintainer" : "member";
    team.members.set(user, role);
    announceMembership(call.world, team, user, "added", sender(call));
    const url = `${call.world.url}/organizations/${team.organization.id}/team/${team.id}/memberships/${user.login}`;
    return { status: 200, body: { url, role, state: "active" } };
  }),
  route("DELETE", "/orgs/{org}/teams/{slug}/memberships/{user}", (call) => {
    const team = administered(call);
    const user = userOf(call);
    if (!team.members.delete(user)) throw notFound();
    announceMembership(call.world, team, user, "removed", sender(call));
    return { status: 204 };
  }),
  route("GET", "/orgs/{org}/members/{user}", (call) => {
    if (!organizationOf(call).members.has(userOf(call))) throw notFound();
    return { status: 204 };
  }),
  route("GET", "/orgs/{org}/memberships/{user}", (call) => {
    const organization = organizationOf(call);
    const user = userOf(call);
    const held = organization.members.get(user);
    if (held === undefined) throw notFound();
    return {
      status: 200,
      body: {
        url: `${call.world.url}/orgs/${organization.login}/memberships/${user.login}`,
        state: "active",
        role: held.role,
        organization_url: `${call.world.url}/orgs/${organization.login}`,
        organization: simpleOrganization(call.world, organization),
        user: simpleUser(call.world, user),
      },
    };
  }),
  route("GET", "/users/{user}", (call) => {
    const account = findAccount(call.world, parameter(call, "user"));
    if (account === undefined) throw notFound();
    const body =
      account.kind === "Organization"
        ? simpleUser(call.world, account)
        : publicUser(call.world, account);
    return { status: 200, body };
  }),
  route("GET", "/user", (call) => {
    if (call.actor.type !== "user")
      throw new ApiError(403, "Resource not accessible by integration");
    return { status: 200, body: publicUser(call.world, sender(call)) };
  }),
];

function userOf(call: Call): User {
  const user = findUser(call.world, parameter(call, "user"));
  if (user === undefined) throw notFound();
  return user;
}

/** Members and teams are for members, and for installations with `members: read`; to others they do not exist. */
function organizationOf(call: Call): Organization {
  const { actor } = call;
  const found = findAccount(call.world, parameter(call, "org"));
  if (found?.kind !== "Organization") throw notFound();
  if (actor.type === "user" && found.members.has(actor.user)) return found;
  if (actor.type !== "installation" || actor.installation.account !== found) throw notFound();
  if (!holds(actor.permissions, "members", "read"))
    throw new ApiError(403, "Resource not accessible by integration");
  return found;
}

function teamOf(call: Call): Team {
  const team = organizationOf(call).teams.get(parameter(call, "slug"));
  if (team === undefined || !visible(call, team)) throw notFound();
  return team;
}

/** The team of the path, for owners of its organisation and its maintainers. */
function administered(call: Call): Team {
  const team = teamOf(call);
  const user = sender(call);
  const owns = team.organization.members.get(user)?.role === "admin";
  if (!owns && team.members.get(user) !== "maintainer") {
    throw new ApiError(403, "You must be an organization owner or team maintainer.");
  }
  return team;
}

/** Secret teams are seen by their members and owners (page "About teams"); installations see all. */
function visible(call: Call, team: Team): boolean {
  const { actor } = call;
  if (team.privacy === "closed" || actor.type !== "user") return true;
  return (
    team.members.has(actor.user) || team.organization.members.get(actor.user)?.role === "admin"
  );
}
