import { newToken } from "../rest/apps.ts";
import type { Fault } from "../faults.ts";
import type { ServerParts } from "../http/server-parts.ts";
import type { LedgerEntry, LedgerFilter } from "../ledger.ts";
import { announceCheckRun } from "../operations/announce.ts";
import type { App, Installation, PermissionLevel, Role } from "../state/nouns.ts";
import { findAccount } from "../state/world.ts";
import { simpleUser, teamView } from "../views/account-view.ts";
import { installationView } from "../views/app-view.ts";
import { repositoryView } from "../views/repository-view.ts";
import { addCommit, addInstallation, repositoryNamed, seed, teamNamed, userNamed } from "./seed.ts";
import type { CommitSeed, InstallationSeed, Seed } from "./seed-data.ts";

/** A delivery as the control API lists it. */
export type DeliveryRecord = {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly app: number;
  readonly installation: number;
  readonly redelivery: boolean;
  readonly statusCode: number;
  readonly status: string;
  readonly duration: number;
  readonly deliveredAt: string;
  /** The parsed body, where asked for. */
  readonly payload?: Record<string, unknown>;
};

/** What can be asked of the stand-in at `POST /_control/<name>`. */
export type Commands = {
  seed: (of: Seed) => void;
  /** A commit without webhooks, as if it had always been there. */
  commit: (of: { repository: string } & CommitSeed) => string;
  ledger: (filter: LedgerFilter) => LedgerEntry[];
  clearLedger: () => void;
  deliveries: (of: {
    event?: string;
    action?: string;
    app?: number;
    payloads?: boolean;
  }) => DeliveryRecord[];
  clearDeliveries: () => void;
  redeliver: (of: { guid: string }) => void;
  pauseWebhooks: () => void;
  resumeWebhooks: () => void;
  /** Resolves once no delivery is on its way. */
  settled: () => void;
  setWebhookUrl: (of: { app: number; url: string | null }) => void;
  addFault: (fault: Fault) => void;
  clearFaults: () => void;
  shiftTime: (of: { milliseconds: number }) => void;
  /** Points an hour; 5,000 by default, as GitHub's minimum. */
  setLimits: (of: { rest?: number; graphql?: number }) => void;
  /** A token of an installation, without signing anything. */
  installationToken: (of: {
    installation: number;
    permissions?: Record<string, PermissionLevel>;
    repositories?: string[];
  }) => string;
  install: (of: { app: number; sender: string } & InstallationSeed) => void;
  uninstall: (of: { installation: number; sender: string }) => void;
  suspend: (of: { installation: number; sender: string }) => void;
  unsuspend: (of: { installation: number; sender: string }) => void;
  /** The App asks for other permissions; the owner accepts if `accept`. */
  changePermissions: (of: {
    app: number;
    permissions: Record<string, PermissionLevel>;
    accept?: { installation: number; sender: string };
  }) => void;
  changeRepositories: (of: {
    installation: number;
    sender: string;
    add?: string[];
    remove?: string[];
  }) => void;
  /** Adds a member to a team, or removes one with a null role. */
  setTeamMember: (of: {
    organization: string;
    team: string;
    user: string;
    role: "maintainer" | "member" | null;
    sender: string;
  }) => void;
  setTeamRole: (of: { repository: string; team: string; role: Role }) => void;
  /** Presses a button that a check run offers. */
  requestAction: (of: { run: number; identifier: string; sender: string }) => void;
};

type Result<K extends keyof Commands> = ReturnType<Commands[K]>;
type Implementations = {
  readonly [K in keyof Commands]: (
    parts: ServerParts,
    of: Parameters<Commands[K]> extends [infer Input] ? Input : Record<string, never>,
  ) => Result<K> | Promise<Result<K>>;
};

/** The commands, by name. */
export const commands: Implementations = {
  seed: async ({ world }, of) => seed(world, of),
  commit: async ({ world }, of) => addCommit(world, repositoryNamed(world, of.repository), of),
  ledger: ({ ledger }, filter) => ledger.entries(filter),
  clearLedger: ({ ledger }) => ledger.clear(),
  deliveries: ({ dispatcher }, { event, action, app, payloads }) =>
    dispatcher
      .deliveries()
      .filter((one) => event === undefined || one.event === event)
      .filter((one) => action === undefined || one.action === action)
      .filter((one) => app === undefined || one.app.id === app)
      .map((one) => ({
        id: one.id,
        guid: one.guid,
        event: one.event,
        action: one.action,
        app: one.app.id,
        installation: one.installation.id,
        redelivery: one.redelivery,
        statusCode: one.statusCode,
        status: one.status,
        duration: one.duration,
        deliveredAt: one.deliveredAt,
        ...(payloads === true
          ? { payload: JSON.parse(one.payload) as Record<string, unknown> }
          : {}),
      })),
  clearDeliveries: ({ dispatcher }) => dispatcher.clear(),
  redeliver: ({ dispatcher }, { guid }) => {
    const found = dispatcher.deliveries().find((one) => one.guid === guid);
    if (found === undefined) throw new Error(`There is no delivery ${guid}`);
    dispatcher.redeliver(found);
  },
  pauseWebhooks: ({ dispatcher }) => dispatcher.pause(),
  resumeWebhooks: ({ dispatcher }) => dispatcher.resume(),
  settled: async ({ dispatcher }) => dispatcher.settled(),
  setWebhookUrl: (parts, { app, url }) => {
    appOf(parts, app).hook.url = url;
  },
  addFault: ({ faults }, fault) => faults.add(fault),
  clearFaults: ({ faults }) => faults.clear(),
  shiftTime: ({ world }, { milliseconds }) => world.clock.shift(milliseconds),
  setLimits: ({ world, rateLimits }, { rest, graphql }) => {
    world.limits.rest = rest ?? world.limits.rest;
    world.limits.graphql = graphql ?? world.limits.graphql;
    rateLimits.clear();
  },
  installationToken: (parts, of) => {
    const installation = installationOf(parts, of.installation);
    const { account } = installation;
    const repositories = of.repositories?.map((name) =>
      repositoryNamed(parts.world, `${account.login}/${name}`),
    );
    const token = newToken(installation.app.id);
    parts.world.tokens.set(token, {
      type: "installation",
      installation,
      permissions: of.permissions ?? installation.permissions,
      repositories: repositories === undefined ? undefined : new Set(repositories),
      expiresAt: new Date(parts.world.clock.now().getTime() + 3_600_000),
    });
    return token;
  },
  install: (parts, { app, sender, ...wanted }) => {
    announceInstallation(
      parts,
      addInstallation(parts.world, appOf(parts, app), wanted),
      "created",
      sender,
    );
  },
  uninstall: (parts, { installation: id, sender }) => {
    const installation = installationOf(parts, id);
    announceInstallation(parts, installation, "deleted", sender);
    parts.world.installations.delete(id);
    installation.app.installations.delete(id);
  },
  suspend: (parts, { installation: id, sender }) => {
    const installation = installationOf(parts, id);
    installation.suspendedAt = parts.world.clock.iso();
    announceInstallation(parts, installation, "suspend", sender);
  },
  unsuspend: (parts, { installation: id, sender }) => {
    const installation = installationOf(parts, id);
    installation.suspendedAt = null;
    announceInstallation(parts, installation, "unsuspend", sender);
  },
  changePermissions: (parts, { app: id, permissions, accept }) => {
    const app = appOf(parts, id);
    app.permissions = { metadata: "read", ...permissions };
    if (accept === undefined) return;
    const installation = installationOf(parts, accept.installation);
    installation.permissions = app.permissions;
    announceInstallation(parts, installation, "new_permissions_accepted", accept.sender);
  },
  changeRepositories: (parts, { installation: id, sender, add = [], remove = [] }) => {
    const installation = installationOf(parts, id);
    const named = (name: string) =>
      repositoryNamed(parts.world, `${installation.account.login}/${name}`);
    const chosen = (installation.repositories ??= new Set());
    for (const name of add) chosen.add(named(name));
    for (const name of remove) chosen.delete(named(name));
    const view = (name: string) => {
      const {
        id,
        node_id,
        name: short,
        full_name,
        private: hidden,
      } = repositoryView(parts.world, named(name));
      return { id, node_id, name: short, full_name, private: hidden };
    };
    for (const action of ["added", "removed"] as const) {
      if ((action === "added" ? add : remove).length === 0) continue;
      parts.world.publish({
        event: "installation_repositories",
        action,
        sender: userNamed(parts.world, sender),
        installation,
        payload: {
          installation: installationView(parts.world, installation),
          repository_selection: "selected",
          repositories_added: action === "added" ? add.map(view) : [],
          repositories_removed: action === "removed" ? remove.map(view) : [],
          requester: null,
        },
      });
    }
  },
  setTeamMember: ({ world }, { organization: login, team: slug, user, role, sender }) => {
    const organization = findAccount(world, login);
    if (organization?.kind !== "Organization") throw new Error(`There is no organisation ${login}`);
    const team = teamNamed(organization, slug);
    const member = userNamed(world, user);
    if (role === null) team.members.delete(member);
    else team.members.set(member, role);
    world.publish({
      event: "membership",
      action: role === null ? "removed" : "added",
      sender: userNamed(world, sender),
      organization,
      payload: { scope: "team", member: simpleUser(world, member), team: teamView(world, team) },
    });
  },
  setTeamRole: ({ world }, { repository: name, team, role }) => {
    const repository = repositoryNamed(world, name);
    if (repository.owner.kind === "Organization")
      repository.teams.set(teamNamed(repository.owner, team), role);
  },
  requestAction: async ({ world }, { run: id, identifier, sender }) => {
    const run = world.checkRuns.get(id);
    if (run === undefined) throw new Error(`There is no check run ${id}`);
    await announceCheckRun(world, run, "requested_action", userNamed(world, sender), {
      requested_action: { identifier },
    });
  },
};

function appOf({ world }: ServerParts, id: number): App {
  const app = world.apps.get(id);
  if (app === undefined) throw new Error(`There is no App ${id}`);
  return app;
}

function installationOf({ world }: ServerParts, id: number): Installation {
  const installation = world.installations.get(id);
  if (installation === undefined) throw new Error(`There is no installation ${id}`);
  return installation;
}

function announceInstallation(
  { world }: ServerParts,
  installation: Installation,
  action: string,
  sender: string,
): void {
  const covered = [...world.repositories.values()].filter(
    (one) => one.owner === installation.account && (installation.repositories?.has(one) ?? true),
  );
  const repositories = covered.map((one) => {
    const { id, node_id, name, full_name, private: hidden } = repositoryView(world, one);
    return { id, node_id, name, full_name, private: hidden };
  });
  world.publish({
    event: "installation",
    action,
    sender: userNamed(world, sender),
    installation,
    payload: { installation: installationView(world, installation), repositories, requester: null },
  });
}
