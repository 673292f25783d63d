import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { isAddress } from "../github-address.ts";
import type { Surroundings } from "./command.ts";
import { readNamedFile } from "./read-named-file.ts";

/** Asks the running App, which alone may touch its store. */
export type AskApp = (method: string, path: string) => Promise<Fact<Answer>>;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Finds the running App, and the token that it wants to see. Asks nothing yet. */
export async function askRunningApp(
  address: string | boolean | undefined,
  { environment, folder }: Surroundings,
): Promise<Fact<AskApp>> {
  const { METRICS_PORT = "9464", ADMIN_TOKEN, ADMIN_TOKEN_FILE } = environment;
  const url = String(address ?? `http://127.0.0.1:${METRICS_PORT}`).replace(/\/+$/, "");
  if (!isAddress(url)) {
    return unavailable(
      "invalid",
      `--url: expected https://, or http:// on this machine, since the token goes there; got ${url}`,
    );
  }
  if (ADMIN_TOKEN) return known(askAt({ url, token: ADMIN_TOKEN }));
  if (!ADMIN_TOKEN_FILE) {
    return unavailable("missing", "set ADMIN_TOKEN or ADMIN_TOKEN_FILE to the token of the App");
  }
  const text = await readNamedFile(ADMIN_TOKEN_FILE, folder);
  return text.state === "known" ? known(askAt({ url, token: text.value.trim() })) : text;
}

interface Access {
  readonly url: string;
  readonly token: string;
}

function askAt({ url, token }: Access): AskApp {
  return async (method, path) => {
    try {
      const response = await fetch(`${url}/admin/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(30_000),
      });
      const body: unknown = await response.json();
      if (![401, 403, 500].includes(response.status)) {
        return known({ status: response.status, body });
      }
      const { error = "" } = body as { readonly error?: string };
      return unavailable("not-visible", `the App at ${url} answers ${response.status}: ${error}`);
    } catch (error) {
      const { cause, message } = error as Error;
      const why = Error.isError(cause) ? cause.message : message;
      return unavailable("upstream", `there is no App at ${url}, or no METRICS_PORT: ${why}`);
    }
  };
}
