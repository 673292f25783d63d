import { holds } from "../auth/access.ts";
import type { Identity } from "../git/objects.ts";
import { membersWithChildTeams } from "../state/account.ts";
import type { Account, Organization, Team, User } from "../state/nouns.ts";
import { connectionOf } from "./connection.ts";
import { type Context, type Fields, typedError } from "./context.ts";

const actor: Fields<Account> = {
  // Unlike REST, GraphQL leaves "[bot]" away.
  login: (account) =>
    account.kind === "Bot" ? account.login.replace(/\[bot\]$/, "") : account.login,
  url: (account, _, { world }) => `${world.url}/${account.login}`,
  resourcePath: (account) => `/${account.login}`,
  avatarUrl: (account, _, { world }) => `${world.url}/avatars/u/${account.id}`,
};

export const userFields: Fields<User> = actor;

export const organizationFields: Fields<Organization> = {
  ...(actor as Fields<Organization>),
  team: (organization, { slug }, context) => {
    demandMembers(context, organization);
    return organization.teams.get(String(slug)) ?? null;
  },
  teams: (organization, input, context) => {
    demandMembers(context, organization);
    return connectionOf([...organization.teams.values()], input);
  },
  membersWithRole: (organization, input, context) => {
    demandMembers(context, organization);
    return connectionOf([...organization.members.keys()], input, (user) => ({
      role: organization.members.get(user)?.role === "admin" ? "ADMIN" : "MEMBER",
    }));
  },
};

/** Teams and members are open to members, and to installations that may read members. */
function demandMembers(context: Context, organization: Organization): void {
  const { actor } = context;
  if (actor.type === "user" && organization.members.has(actor.user)) return;
  const installed = actor.type === "installation" && actor.installation.account === organization;
  if (installed && holds(actor.permissions, "members", "read")) return;
  throw typedError("FORBIDDEN", "Resource not accessible by integration");
}

export const teamFields: Fields<Team> = {
  privacy: (team) => (team.privacy === "secret" ? "SECRET" : "VISIBLE"),
  parentTeam: (team) => team.parent,
  combinedSlug: (team) => `${team.organization.login}/${team.slug}`,
  members: (team, input) => {
    const { membership = "ALL", role } = input;
    const all = membersWithChildTeams(team);
    const members = [...all].filter(([user, held]) => {
      if (typeof role === "string" && role !== held.toUpperCase()) return false;
      if (membership === "IMMEDIATE") return team.members.has(user);
      return membership !== "CHILD_TEAM" || !team.members.has(user);
    });
    const users = members.map(([user]) => user);
    return connectionOf(users, input, (user) => ({
      role: (all.get(user) ?? "member").toUpperCase(),
    }));
  },
};

export const gitActorFields: Fields<Identity> = {
  user: ({ email }, _, { world }) =>
    world.usersByEmail.get(email.toLowerCase()) ?? byNoreply(email, [...world.accounts.values()]),
  avatarUrl: (_, __, { world }) => `${world.url}/avatars/u/0`,
};

/** An account's private address carries its number: page "Email addresses reference". */
function byNoreply(email: string, accounts: readonly Account[]): User | null {
  const [, id] = /^(\d+)\+[^@]+@users\.noreply\./.exec(email) ?? [];
  const found = accounts.find((account) => String(account.id) === id);
  return found === undefined || found.kind === "Organization" ? null : found;
}
