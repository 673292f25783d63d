import type { App, Installation } from "../state/nouns.ts";
import type { World } from "../state/world.ts";
import { simpleUser } from "./account-view.ts";
import type { AppData, InstallationData } from "./shapes.ts";

/** `integration`. */
export function appView(world: World, app: App): AppData {
  return {
    id: app.id,
    slug: app.slug,
    node_id: app.nodeId,
    client_id: app.clientId,
    owner: simpleUser(world, app.owner),
    name: app.name,
    description: "",
    external_url: `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: [...app.events],
  };
}

/** `installation`. */
export function installationView(world: World, installation: Installation): InstallationData {
  const { app, account } = installation;
  const organization = account.kind === "Organization";
  const page = organization ? `organizations/${account.login}/settings` : "settings";
  return {
    id: installation.id,
    account: simpleUser(world, account),
    repository_selection: installation.repositories === undefined ? "all" : "selected",
    access_tokens_url: `${world.url}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/${page}/installations/${installation.id}`,
    app_id: app.id,
    client_id: app.clientId,
    target_id: account.id,
    target_type: organization ? "Organization" : "User",
    permissions: installation.permissions,
    events: [...app.events],
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    app_slug: app.slug,
    suspended_by: installation.suspendedAt === null ? null : simpleUser(world, app.bot),
    suspended_at: installation.suspendedAt,
  };
}
