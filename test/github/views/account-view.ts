import type { Account, Organization, Team, User } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import type { SimpleUser, TeamData } from "./shapes.ts";

/** `simple-user`, for people, bots and, as GitHub has it, organisations. */
export function simpleUser(world: World, account: Account): SimpleUser {
  const url = `${world.url}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: `${world.url}/avatars/u/${account.id}`,
    gravatar_id: "",
    url,
    html_url:
      account.kind === "Bot"
        ? `${world.url}/apps/${account.app?.slug}`
        : `${world.url}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.kind,
    user_view_type: "public",
    site_admin: account.kind === "Organization" ? false : account.siteAdmin,
  };
}

/** `organization-simple`, as payloads carry it. */
export function simpleOrganization(
  world: World,
  organization: Organization,
): Record<string, unknown> {
  const url = `${world.url}/orgs/${organization.login}`;
  return {
    login: organization.login,
    id: organization.id,
    node_id: organization.nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.url}/avatars/u/${organization.id}`,
    description: "",
  };
}

/** `team`. */
export function teamView(world: World, team: Team): TeamData {
  return {
    ...simpleTeam(world, team),
    parent: team.parent === null ? null : simpleTeam(world, team.parent),
  };
}

/** `team-simple`. */
function simpleTeam(world: World, team: Team): Omit<TeamData, "parent"> {
  const url = `${world.url}/organizations/${team.organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: team.nodeId,
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: team.privacy,
    notification_setting: "notifications_enabled",
    permission: "pull",
    type: "organization",
    organization_id: team.organization.id,
    url,
    html_url: `${world.url}/orgs/${team.organization.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
  };
}

/** `GET /users/{username}` and `GET /user`: the public part and the counts that are required. */
export function publicUser(world: World, user: User): Record<string, unknown> {
  return {
    ...simpleUser(world, user),
    name: user.name,
    company: null,
    blog: "",
    location: null,
    email: user.email,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: user.createdAt,
    updated_at: user.createdAt,
  };
}
