import { ApiError } from "../api-error.ts";
import type { World } from "../state/world.ts";
import type { Actor } from "./actor.ts";
import { verifyAppToken } from "./json-web-token.ts";

/** The caller behind an `Authorization` header: `token`, `Bearer` or `Basic` with the token as password. */
export function authenticate(world: World, header: string | undefined): Actor {
  if (header === undefined || header === "") return { type: "anonymous" };
  const [scheme = "", value = ""] = header.split(" ");
  const token = scheme.toLowerCase() === "basic" ? passwordOf(value) : value;
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) && !world.tokens.has(token)) {
    return { type: "app", app: verifyAppToken(world, token) };
  }
  const found = world.tokens.get(token);
  if (found === undefined) throw new ApiError(401, "Bad credentials");
  if (found.type === "user") return { type: "user", user: found.user };
  const { installation, permissions, repositories } = found;
  if (found.expiresAt <= world.clock.now()) throw new ApiError(401, "Bad credentials");
  if (installation.suspendedAt !== null) {
    throw new ApiError(403, "This installation has been suspended");
  }
  if (!world.installations.has(installation.id)) throw new ApiError(401, "Bad credentials");
  return { type: "installation", installation, permissions, repositories };
}

/** The installation whose token a request carries, whether or not it is good. */
export function installationBy(world: World, header: string | undefined): number | undefined {
  const found = world.tokens.get(header?.split(" ")[1] ?? "");
  return found?.type === "installation" ? found.installation.id : undefined;
}

function passwordOf(value: string): string {
  const [user = "", password = ""] = Buffer.from(value, "base64").toString().split(/:(.*)/s);
  return password === "" || password === "x-oauth-basic" ? user : password;
}
