import { randomBytes } from "node:crypto";
import { ApiError, notFound } from "../api-error.ts";
import { holds } from "../auth/access.ts";
import { installationCovers } from "../state/app.ts";
import type {
  App,
  Installation,
  PermissionLevel,
  Permissions,
  Repository,
} from "../state/nouns.ts";
import { findAccount, findRepository } from "../state/world.ts";
import { appView, installationView } from "../views/app-view.ts";
import { repositoryView } from "../views/repository-view.ts";
import { object, texts } from "./body.ts";
import { type Call, numberParameter, parameter, type Reply, route, type Route } from "./call.ts";
import { countedReply, listReply } from "./page.ts";

/** `/app`, `/installation`: who an App is and where it is installed. */
export const appRoutes: readonly Route[] = [
  route("GET", "/app", (call) => ({ status: 200, body: appView(call.world, caller(call)) })),
  route("GET", "/app/installations", async (call) =>
    listReply(call, [...caller(call).installations.values()], (one) =>
      installationView(call.world, one),
    ),
  ),
  route("GET", "/app/installations/{id}", (call) => ({
    status: 200,
    body: installationView(call.world, installationOf(call)),
  })),
  route("POST", "/app/installations/{id}/access_tokens", createToken),
  route("GET", "/repos/{owner}/{repo}/installation", (call) => {
    const app = caller(call);
    const repository = findRepository(
      call.world,
      parameter(call, "owner"),
      parameter(call, "repo"),
    );
    const found =
      repository &&
      [...app.installations.values()].find((one) => installationCovers(one, repository));
    if (found === undefined) throw notFound();
    return { status: 200, body: installationView(call.world, found) };
  }),
  // "The authenticated user must be an organization owner."
  route("GET", "/orgs/{org}/installations", async (call) => {
    const { actor, world } = call;
    const found = findAccount(world, parameter(call, "org"));
    if (found?.kind !== "Organization" || actor.type !== "user") throw notFound();
    if (found.members.get(actor.user)?.role !== "admin") throw notFound();
    const all = [...world.apps.values()]
      .flatMap(({ installations }) => [...installations.values()])
      .filter(({ account }) => account === found);
    return countedReply(call, "installations", all, (one) => installationView(world, one));
  }),
  ...["orgs/{org}", "users/{org}"].map((prefix) =>
    route("GET", `/${prefix}/installation`, (call) => {
      const login = parameter(call, "org").toLowerCase();
      const found = [...caller(call).installations.values()].find(
        ({ account }) => account.login.toLowerCase() === login,
      );
      if (found === undefined) throw notFound();
      return { status: 200, body: installationView(call.world, found) };
    }),
  ),
  route("GET", "/installation/repositories", async (call) => {
    const { actor, world } = call;
    if (actor.type !== "installation")
      throw new ApiError(
        403,
        "You must authenticate with an installation access token in order to list repositories for an installation.",
      );
    const selection = actor.repositories ?? actor.installation.repositories;
    const all = [...world.repositories.values()].filter(
      (one) =>
        installationCovers(actor.installation, one) && (actor.repositories?.has(one) ?? true),
    );
    const reply = await countedReply(call, "repositories", all, (one) =>
      repositoryView(world, one),
    );
    const kind = selection === undefined ? "all" : "selected";
    return { ...reply, body: { ...(reply.body as object), repository_selection: kind } };
  }),
  route("DELETE", "/installation/token", (call) => {
    if (call.actor.type !== "installation") throw new ApiError(403, "Forbidden");
    for (const [token, held] of call.world.tokens) {
      if (held.type === "installation" && held.installation === call.actor.installation) {
        call.world.tokens.delete(token);
      }
    }
    return { status: 204 };
  }),
];

/** The App that signed the request. */
export function caller(call: Call): App {
  if (call.actor.type === "app") return call.actor.app;
  throw new ApiError(401, "A JSON web token could not be decoded");
}

function installationOf(call: Call): Installation {
  const found = caller(call).installations.get(numberParameter(call, "id"));
  if (found === undefined) throw notFound();
  return found;
}

/** Narrowing is allowed, widening is not: "Generating an installation access token for a GitHub App". */
function createToken(call: Call): Reply {
  const { world, body } = call;
  const installation = installationOf(call);
  if (installation.suspendedAt !== null)
    throw new ApiError(403, "This installation has been suspended");
  const repositories = narrowedRepositories(call, installation);
  const permissions = {
    metadata: "read" as const,
    ...narrowedPermissions(installation, object(body, "permissions")),
  };
  const token = newToken(installation.app.id);
  const expiresAt = new Date(world.clock.now().getTime() + 3_600_000);
  world.tokens.set(token, {
    type: "installation",
    installation,
    permissions,
    repositories,
    expiresAt,
  });
  return {
    status: 201,
    body: {
      token,
      expires_at: `${expiresAt.toISOString().slice(0, 19)}Z`,
      permissions,
      repository_selection:
        (repositories ?? installation.repositories) === undefined ? "all" : "selected",
      ...(repositories === undefined
        ? {}
        : { repositories: [...repositories].map((one) => repositoryView(world, one)) }),
    },
  };
}

/** Long and opaque, as they are since 2026: no client may count on a length or a pattern. */
export function newToken(appId: number): string {
  return `ghs_${appId}_${randomBytes(150).toString("base64url")}`;
}

function narrowedRepositories(call: Call, installation: Installation): Set<Repository> | undefined {
  const names = texts(call.body, "repositories");
  const ids = call.body["repository_ids"];
  if (names === undefined && !Array.isArray(ids)) return undefined;
  const named = (names ?? []).map((name) =>
    findRepository(call.world, installation.account.login, name),
  );
  const numbered = (Array.isArray(ids) ? ids : []).map((id) =>
    call.world.repositoriesById.get(Number(id)),
  );
  const chosen = new Set<Repository>();
  for (const repository of [...named, ...numbered]) {
    if (repository === undefined || !installationCovers(installation, repository)) {
      throw new ApiError(
        422,
        "There is at least one repository that does not exist or is not accessible to the parent installation.",
      );
    }
    chosen.add(repository);
  }
  return chosen;
}

function narrowedPermissions(
  installation: Installation,
  wanted: Readonly<Record<string, unknown>> | undefined,
): Permissions {
  if (wanted === undefined) return installation.permissions;
  const chosen: Record<string, PermissionLevel> = {};
  for (const [name, level] of Object.entries(wanted)) {
    const known = level === "read" || level === "write" || level === "admin";
    if (!known || !holds(installation.permissions, name, level)) {
      throw new ApiError(422, "The permissions requested are not granted to this installation.");
    }
    chosen[name] = level;
  }
  return chosen;
}
