import { newToken } from "../rest/apps.ts";
import type { ServerParts } from "../http/server-parts.ts";
import { announceCheckRun } from "../operations/announce.ts";
import { deploy } from "../operations/deploy.ts";
import type { App, Installation } from "../state/nouns.ts";
import { findAccount } from "../state/world.ts";
import { simpleUser, teamView } from "../views/account-view.ts";
import { installationView } from "../views/app-view.ts";
import { propertyValues } from "../views/property-view.ts";
import { repositoryView } from "../views/repository-view.ts";
import { actionsCommands } from "./actions-commands.ts";
import type { Implementations } from "./implementations.ts";
import { repositoryNamed, teamNamed, userNamed } from "./look-up.ts";
import { addInstallation, seed } from "./seed.ts";
import { addCommit } from "./seed-repository.ts";
import type { Commands } from "./command-list.ts";

/** The commands, by name. */
export const commands: Implementations<Commands> = {
  ...actionsCommands,
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
  setLimits: ({ world, rateLimits, secondaryLimits }, { installation, secondary, ...hourly }) => {
    const limits = { ...world.limits, ...hourly };
    if (installation === undefined) Object.assign(world.limits, limits);
    else world.limitsOfInstallations.set(installation, limits);
    if (secondary !== undefined) secondaryLimits.switchOn(secondary);
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
  setCustomProperties: ({ world }, { repository: name, values, sender }) => {
    const repository = repositoryNamed(world, name);
    const { customProperties: properties } = repository;
    const before = propertyValues(repository);
    for (const [property, value] of Object.entries(values)) {
      if (value === null) properties.delete(property);
      else properties.set(property, value);
    }
    world.publish({
      event: "custom_property_values",
      action: "updated",
      sender: userNamed(world, sender),
      repository,
      payload: {
        new_property_values: propertyValues(repository),
        old_property_values: before,
      },
    });
  },
  setTeamRole: ({ world }, { repository: name, team: slug, role, sender }) => {
    const repository = repositoryNamed(world, name);
    const { owner } = repository;
    if (owner.kind !== "Organization") throw new Error(`${owner.login} has no teams`);
    const team = teamNamed(owner, slug);
    repository.teams.set(team, role);
    world.publish({
      event: "team",
      action: "added_to_repository",
      sender: userNamed(world, sender),
      repository,
      payload: { team: teamView(world, team) },
    });
  },
  deploy: async ({ world }, { repository, environment, ref, sender }) =>
    deploy(world, repositoryNamed(world, repository), environment, ref, userNamed(world, sender)),
  deployment: ({ world }, { repository, run }) => {
    const found = repositoryNamed(world, repository).deployments.find((one) => one.run === run);
    if (found === undefined) throw new Error(`There is no deployment of run ${run}`);
    return [...found.answers].map(([app, said]) => ({ app: app.id, ...said }));
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
