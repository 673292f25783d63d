import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Commands } from "./control/command-list.ts";

export { generateAppKey, signAppToken } from "./auth/json-web-token.ts";

type Asynchronous<F> = F extends (...input: infer I) => infer R
  ? (...input: I) => Promise<R>
  : never;
type Optional<F> = F extends (input: infer I) => infer R
  ? Record<string, never> extends I
    ? (input?: I) => R
    : F
  : F;

/** A running stand-in: where it listens, and every control command as a method. */
export type GitHub = { readonly [K in keyof Commands]: Asynchronous<Optional<Commands[K]>> } & {
  /** Root of the API; `${url}/owner/name.git` can be cloned. */
  readonly url: string;
  readonly pid: number;
  readonly close: () => Promise<void>;
};

/** Starts the stand-in as a process of its own. */
export async function startGitHub(options: { readonly port?: number } = {}): Promise<GitHub> {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "--port", String(options.port ?? 0)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout);
  const died = once(child, "exit").then(([code]) => {
    throw new Error(`The stand-in for GitHub ended with ${code} before it was ready`);
  });
  const [line] = (await Promise.race([once(lines, "line"), died])) as [string];
  died.catch(() => undefined);
  const { url, pid } = JSON.parse(line) as { url: string; pid: number };
  const close = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGTERM");
    await exit;
  };
  return connectToGitHub(url, pid, close);
}

/** The control methods for a stand-in that runs already. */
function connectToGitHub(
  url: string,
  pid = 0,
  close: () => Promise<void> = async () => Promise.resolve(),
): GitHub {
  const own = { url, pid, close };
  return new Proxy(own as GitHub, {
    get: (target, name) => {
      if (typeof name !== "string" || name === "then") return undefined;
      if (name in own) return own[name as keyof typeof own];
      return async (input: unknown = {}) => control(target.url, name, input);
    },
  });
}

async function control(url: string, name: string, input: unknown): Promise<unknown> {
  const response = await fetch(`${url}/_control/${name}`, {
    method: "POST",
    body: JSON.stringify(input),
  });
  const { result, error } = (await response.json()) as { result?: unknown; error?: string };
  if (error !== undefined) throw new Error(error);
  return result ?? undefined;
}
