import { createPrivateKey, sign } from "node:crypto";
import { API_VERSION } from "./installation-client.ts";

/** Told when another key of the App's is used from now on. */
export type KeyChange = (key: "new" | "old") => void;

/**
 * Sends requests to GitHub, each with the version of the API that we are written for. Those that the App
 * makes as itself are signed with the key that GitHub took last; where it refuses that, with the other.
 *
 * @param keys the key in use, and the one before it while one replaces the other
 */
export function appFetch(
  send: typeof fetch,
  keys: readonly string[],
  changed: KeyChange,
): typeof fetch {
  const signers = keys.map((key) => createPrivateKey(key));
  let current = 0;
  const signedBy = (index: number, token: string): string => {
    const signer = signers[index];
    // Probot signs with the first of them.
    if (signer === undefined || index === 0) return token;
    const content = token.slice(0, token.lastIndexOf("."));
    return `${content}.${sign("RSA-SHA256", Buffer.from(content), signer).toString("base64url")}`;
  };
  return async (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
    if (!headers.has("x-github-api-version")) headers.set("x-github-api-version", API_VERSION);
    const [, token] = APP_TOKEN.exec(headers.get("authorization") ?? "") ?? [];
    if (token === undefined) return send(input, { ...init, headers });
    const by = (index: number): Promise<Response> => {
      headers.set("authorization", `bearer ${signedBy(index, token)}`);
      return send(input, { ...init, headers });
    };
    const tried = current;
    const response = await by(tried);
    if (response.status !== 401 || signers.length === 1) return response;
    const other = tried === 0 ? 1 : 0;
    const answer = await by(other);
    // Refused with both it is about the time, or about the App: Octokit reads the first answer.
    if (answer.status === 401) {
      await answer.body?.cancel();
      return response;
    }
    await response.body?.cancel();
    if (current === tried) changed(other === 0 ? "new" : "old");
    current = other;
    return answer;
  };
}

/** A JSON Web Token: those of installations begin otherwise. */
const APP_TOKEN = /^bearer (eyJ[\w-]*\.[\w-]+\.[\w-]+)$/i;
