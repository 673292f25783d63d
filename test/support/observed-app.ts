import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import { type AppProcess, freePort, startAppProcess } from "./app-process.ts";
import { createRepository, type RepositoryOptions } from "./gated-repository.ts";
import { APP_ID, SECRET, seedPeople } from "./gated-world.ts";
import { OWNER } from "./people.ts";
import type { PullRequest } from "./pull-request.ts";

/** GitHub's stand-in, and the App as a process of its own whose every word is heard. */
export interface ObservedApp {
  readonly github: GitHub;
  readonly app: AppProcess;
  readonly privateKey: string;
  /** Where it takes webhooks, and where it shows numbers and takes orders. */
  readonly url: string;
  readonly operationsUrl: string;
  /** What it has said in lines of its log. */
  log(): readonly LogLine[];
  /** A private repository with branches that are there already. */
  repository(name: string, options: RepositoryOptions): Promise<{ propose(branch: string): Promise<PullRequest> }>; // prettier-ignore
  /** Waits until something holds, for as long as a slow machine takes. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

export interface LogLine {
  readonly level: number;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

export const ADMIN_TOKEN = "a-token-for-orders";

const PATIENCE = 30_000;

type Environment = Readonly<Record<string, string>>;

/** @param more variables that depend on the key that GitHub knows, or on its address */
export async function startObservedApp(
  environment: Environment = {},
  more: (privateKey: string, url: string) => Environment = () => ({}),
): Promise<ObservedApp> {
  const github = await startGitHub();
  const directory = await mkdtemp(join(tmpdir(), "mltrl-observed-"));
  const [port, operationsPort] = [await freePort(), await freePort()];
  const privateKey = await seedPeople(github, true);
  const app = startAppProcess({
    directory,
    port,
    environment: {
      APP_ID: String(APP_ID),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: SECRET,
      GITHUB_API_URL: github.url,
      METRICS_PORT: String(operationsPort),
      ADMIN_TOKEN,
      ...environment,
      ...more(privateKey, github.url),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await github.setWebhookUrl({ app: APP_ID, url: `${url}/api/github/webhooks` });
  await app.listening;
  return {
    github,
    app,
    privateKey,
    url,
    operationsUrl: `http://127.0.0.1:${operationsPort}`,
    log: () =>
      app
        .said()
        .split("\n")
        .filter((line) => line.startsWith('{"level"'))
        .map((line) => JSON.parse(line) as LogLine),
    async repository(name, options) {
      const quiet = (): Promise<void> => github.settled();
      const seeded = { private: true, ...options };
      const made = await createRepository(name, seeded, { github, clones: [], quiet });
      return { propose: (branch) => made.propose({ from: branch }) };
    },
    async until(holds) {
      for (const end = Date.now() + PATIENCE; !(await holds()); await sleep(25)) {
        if (Date.now() > end) throw new Error(`it never came; the App said:\n${app.said()}`);
      }
    },
    async close() {
      await app.stop();
      await github.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A repository of the organisation by its full name. */
export function named(name: string): string {
  return `${OWNER}/${name}`;
}
