import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

export interface AppProcessOptions {
  /** Where it keeps its jobs, across processes. */
  readonly directory: string;
  /** The same for every process, so that webhooks find the next one. */
  readonly port: number;
  /** Whatever else `src/main/app.ts` reads from the environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The App as a process of its own, which can be killed. */
export interface AppProcess {
  readonly pid: number;
  /** Resolves when it takes webhooks; rejects when it ended before. */
  readonly listening: Promise<void>;
  /** Resolves to the signal that ended it, or null where it ended by itself. */
  readonly ended: Promise<string | null>;
  /** Everything it has said, for the report of a failed test. */
  said(): string;
  /** Stops it in its tracks; it can go on or be killed. */
  freeze(): void;
  thaw(): void;
  /** SIGKILL: it gets to do nothing more. */
  kill(): void;
  /** SIGTERM: it finishes what it does. */
  stop(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Resolves to the code that it ended with, or null where a signal ended it. */
  readonly code: Promise<number | null>;
}

const MAIN = fileURLToPath(new URL("../../src/main/app.ts", import.meta.url));

/** Starts the App; it may be killed before it listens. */
export function startAppProcess({ directory, port, environment }: AppProcessOptions): AppProcess {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA_DIRECTORY: directory,
      ...environment,
    },
  });
  let said = "";
  const heard = Promise.withResolvers<undefined>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('{"listening":')) heard.resolve(undefined);
    });
  }
  const ended = once(child, "exit").then(([, signal]) => signal as string | null);
  const gone = ended.then((signal) => {
    throw new Error(`the App ended by ${signal ?? child.exitCode} before it listened:\n${said}`);
  });
  const listening = Promise.race([heard.promise, gone]).then(() => undefined);
  gone.catch(() => undefined);
  listening.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    listening,
    ended,
    said: () => said,
    freeze: () => send(child, "SIGSTOP"),
    thaw: () => send(child, "SIGCONT"),
    kill: () => send(child, "SIGKILL"),
    async stop() {
      send(child, "SIGTERM");
      await ended;
    },
    signal: (name) => send(child, name),
    code: ended.then(() => child.exitCode),
  };
}

function send(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

/** Below the ports that Linux gives to connections: one of these is still free when a dead process is started again. */
const PORTS = { from: 15_000, to: 32_000 };

/** A port that nobody listens on, nor gets by chance. */
export async function freePort(): Promise<number> {
  const port = randomInt(PORTS.from, PORTS.to);
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  server.once("error", () => resolve(false));
  server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  return (await promise) ? port : freePort();
}
