import { createPublicKey } from "node:crypto";
import type { Account, App, Installation, Organization, Team, User } from "../state/nouns.ts";
import { nodeId, type World } from "../state/world.ts";
import { accountNamed, repositoryNamed, teamNamed, userNamed } from "./look-up.ts";
import type {
  AppSeed,
  InstallationSeed,
  OrganizationSeed,
  Seed,
  TeamSeed,
  UserSeed,
} from "./seed-data.ts";
import { addRepository } from "./seed-repository.ts";

/** Puts users, organisations, repositories and Apps into the world. */
export async function seed(world: World, wanted: Seed): Promise<void> {
  for (const user of wanted.users ?? []) addUser(world, user);
  for (const organization of wanted.organizations ?? []) addOrganization(world, organization);
  for (const repository of wanted.repositories ?? []) await addRepository(world, repository);
  for (const app of wanted.apps ?? []) addApp(world, app);
}

function addAccount(world: World, account: Account): void {
  const key = account.login.toLowerCase();
  if (world.accounts.has(key)) throw new Error(`There is an account ${account.login} already`);
  world.accounts.set(key, account);
  world.nodes.set(account.nodeId, account);
  if (account.kind !== "Organization") world.usersByEmail.set(account.email.toLowerCase(), account);
}

function addUser(world: World, wanted: UserSeed): void {
  const id = wanted.id ?? world.nextId();
  const user: User = {
    kind: "User",
    id,
    nodeId: nodeId("User", id),
    login: wanted.login,
    name: wanted.name ?? null,
    email: wanted.email ?? `${wanted.login}@example.test`,
    siteAdmin: wanted.siteAdmin ?? false,
    createdAt: world.clock.iso(),
    app: null,
  };
  addAccount(world, user);
  if (wanted.token !== undefined) world.tokens.set(wanted.token, { type: "user", user });
}

function addOrganization(world: World, wanted: OrganizationSeed): void {
  const id = wanted.id ?? world.nextId();
  const organization: Organization = {
    kind: "Organization",
    id,
    nodeId: nodeId("Organization", id),
    login: wanted.login,
    name: wanted.name ?? null,
    members: new Map(),
    teams: new Map(),
    defaultPermission: wanted.defaultPermission ?? "read",
    createdAt: world.clock.iso(),
  };
  for (const [login, role] of Object.entries(wanted.members ?? {})) {
    const isPublic = wanted.publicMembers?.includes(login) ?? false;
    organization.members.set(userNamed(world, login), { role, public: isPublic });
  }
  addAccount(world, organization);
  for (const team of wanted.teams ?? []) addTeam(world, organization, team);
}

function addTeam(world: World, organization: Organization, wanted: TeamSeed): void {
  const id = wanted.id ?? world.nextId();
  const members = new Map<User, "maintainer" | "member">();
  for (const login of wanted.members ?? []) members.set(userNamed(world, login), "member");
  for (const login of wanted.maintainers ?? []) members.set(userNamed(world, login), "maintainer");
  for (const user of members.keys()) {
    // Only members of an organisation can be in its teams.
    if (!organization.members.has(user))
      organization.members.set(user, { role: "member", public: false });
  }
  const team: Team = {
    kind: "Team",
    id,
    nodeId: nodeId("Team", id),
    organization,
    slug: wanted.slug,
    name: wanted.name ?? wanted.slug,
    description: null,
    privacy: wanted.privacy ?? "closed",
    parent: wanted.parent === undefined ? null : teamNamed(organization, wanted.parent),
    members,
  };
  organization.teams.set(team.slug, team);
  world.nodes.set(team.nodeId, team);
}

/** Registers an App, with where it is installed. */
export function addApp(world: World, wanted: AppSeed): App {
  const owner =
    wanted.owner === undefined
      ? [...world.accounts.values()][0]
      : accountNamed(world, wanted.owner);
  if (owner === undefined) throw new Error("An App needs an account that owns it");
  const id = world.nextId();
  const createdAt = world.clock.iso();
  const login = `${wanted.slug}[bot]`;
  const email = `${id}+${login}@users.noreply.example.test`;
  const bot = {
    kind: "Bot",
    id,
    nodeId: nodeId("Bot", id),
    login,
    name: null,
    email,
    siteAdmin: false,
    createdAt,
  } as const;
  const app: App = {
    kind: "App",
    id: wanted.id,
    nodeId: nodeId("App", wanted.id),
    clientId: wanted.clientId ?? `Iv23li${String(wanted.id).padStart(14, "0")}`,
    slug: wanted.slug,
    name: wanted.name ?? wanted.slug,
    owner,
    publicKey: createPublicKey(wanted.privateKey),
    permissions: { metadata: "read", ...wanted.permissions },
    events: wanted.events ?? [],
    createdAt,
    hook: {
      url: wanted.webhookUrl ?? null,
      secret: wanted.webhookSecret ?? null,
      id: world.nextId(),
    },
    installations: new Map(),
    bot: { ...bot, app: null },
  };
  app.bot = { ...bot, app };
  world.apps.set(app.id, app);
  addAccount(world, app.bot);
  for (const installation of wanted.installations ?? []) addInstallation(world, app, installation);
  return app;
}

/** Installs an App on an account. */
export function addInstallation(world: World, app: App, wanted: InstallationSeed): Installation {
  const account = accountNamed(world, wanted.account);
  const { repositories = "all" } = wanted;
  const installation: Installation = {
    id: wanted.id,
    nodeId: nodeId("IntegrationInstallation", wanted.id),
    app,
    account,
    permissions:
      wanted.permissions === undefined
        ? app.permissions
        : { metadata: "read", ...wanted.permissions },
    repositories:
      repositories === "all"
        ? undefined
        : new Set(repositories.map((name) => repositoryNamed(world, `${account.login}/${name}`))),
    suspendedAt: null,
    createdAt: world.clock.iso(),
  };
  app.installations.set(installation.id, installation);
  world.installations.set(installation.id, installation);
  return installation;
}
