import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort, startAppProcess } from "../../test/support/app-process.ts";

/** What waits in all queues together. */
export interface Backlog {
  /** Jobs that are due or at work; those that wait for a later time are planned, and no backlog. */
  readonly depth: number;
  /** For how long the oldest job has been due, in seconds. */
  readonly age: number;
  readonly dead: number;
}

/** The App as a process of its own, and what it holds. */
export interface SoakedApp {
  readonly webhooks: string;
  backlog(): Promise<Backlog>;
  /** What the kernel has given it, in MB. */
  resident(): Promise<number>;
  /** What its JavaScript still holds after clearing up, in MB. */
  heap(): Promise<number>;
  close(): Promise<void>;
}

interface Counts {
  readonly due: number;
  readonly active: number;
  readonly dead: number;
  readonly age: number;
}

const PROBE = fileURLToPath(new URL("heap-probe.ts", import.meta.url));
const MEGABYTE = 1024 * 1024;

/** Starts it with a store of its own; DATABASE_URL of the environment is handed on. */
export async function startSoakedApp(
  environment: Readonly<Record<string, string>>,
): Promise<SoakedApp> {
  const directory = await mkdtemp(join(tmpdir(), "mltrl-soak-"));
  const port = await freePort();
  const database = process.env["DATABASE_URL"];
  const app = startAppProcess({
    directory,
    port,
    environment: {
      NODE_OPTIONS: `--import=${PROBE}`,
      LOG_LEVEL: "error",
      ...(database !== undefined && { DATABASE_URL: database }),
      ...environment,
    },
  });
  await app.listening;
  const url = `http://127.0.0.1:${port}`;
  return {
    webhooks: `${url}/api/github/webhooks`,
    async backlog() {
      const { queues } = (await (await fetch(`${url}/readyz`)).json()) as {
        queues: readonly Counts[];
      };
      const sum = (of: (counts: Counts) => number): number =>
        queues.reduce((total, counts) => total + of(counts), 0);
      return {
        depth: sum(({ due, active }) => due + active),
        age: Math.max(...queues.map(({ age }) => age)) / 1000,
        dead: sum(({ dead }) => dead),
      };
    },
    async resident() {
      const status = await readFile(`/proc/${app.pid}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024;
    },
    async heap() {
      const before = app.said().length;
      process.kill(app.pid, "SIGUSR2");
      for (const end = Date.now() + 10_000; Date.now() < end; await sleep(20)) {
        const said = /\{"heap":(\d+)\}/.exec(app.said().slice(before));
        if (said !== null) return Number(said[1]) / MEGABYTE;
      }
      throw new Error(`the App did not tell its heap; it said:\n${app.said()}`);
    },
    async close() {
      await app.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
