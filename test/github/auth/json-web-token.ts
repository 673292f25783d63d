import { createPrivateKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { ApiError } from "../api-error.ts";
import type { App } from "../state/nouns.ts";
import type { World } from "../state/world.ts";

/** A fresh RSA key as GitHub hands it out for an App (PKCS#1 PEM). */
export function generateAppKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}

/** Signs a JSON web token for an App, for callers without Octokit. */
export function signAppToken(appId: number | string, privateKey: string, now = new Date()): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = { iat: seconds - 60, exp: seconds + 540, iss: appId };
  const content = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  const key = createPrivateKey(privateKey);
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), key).toString("base64url")}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/**
 * The App that signed a token. Page "Generating a JSON Web Token (JWT) for a GitHub App": RS256, `iat` in
 * the past, `exp` at most ten minutes ahead, `iss` the App's id or client id.
 */
export function verifyAppToken(world: World, token: string): App {
  const [head = "", body = "", signature = ""] = token.split(".");
  const header = decode(head);
  const claims = decode(body);
  if (header["alg"] !== "RS256") throw new ApiError(401, "A JSON web token could not be decoded");
  const issuer = String(claims["iss"]);
  const app = [...world.apps.values()].find(
    ({ id, clientId }) => String(id) === issuer || clientId === issuer,
  );
  if (app === undefined) {
    throw new ApiError(401, "'Issuer' claim ('iss') must be an Integer or String matching an App");
  }
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify("RSA-SHA256", signed, app.publicKey, Buffer.from(signature, "base64url"))) {
    throw new ApiError(401, "A JSON web token could not be decoded");
  }
  const now = world.clock.now().getTime() / 1000;
  const { exp, iat } = claims;
  if (typeof exp !== "number") {
    throw new ApiError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp <= now)
    throw new ApiError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (exp > now + 600 + 5)
    throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
  if (typeof iat !== "number" || iat > now + 5) {
    throw new ApiError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  return app;
}

function decode(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString()) as Record<string, unknown>;
  } catch {
    throw new ApiError(401, "A JSON web token could not be decoded");
  }
}
