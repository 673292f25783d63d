import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type RunningApp, startApp } from "../../src/main/start-app.ts";
import { type GitHub, generateAppKey, startGitHub } from "../github/start-github.ts";
import {
  createRepository,
  type GatedRepository,
  type RepositoryOptions,
} from "./gated-repository.ts";
import type { Clone } from "./clone.ts";
import type { GithubUser } from "./github-user.ts";

/** Who there is: roles instead of names, each with a token of the same name. */
export const PEOPLE = [
  "ml-engineer",
  "second-engineer",
  "researcher",
  "research-lead",
  "product-manager",
  "platform-admin",
  "outsider",
] as const;
export type Person = (typeof PEOPLE)[number];

export const APP_ID = 4242;
export const INSTALLATION = 777;
export const OWNER = "acme";
export const REPOSITORY = "scanner";

/** The permissions of `app.yml`; with contents it may also commit. */
const PERMISSIONS = {
  checks: "write",
  contents: "read",
  issues: "write",
  members: "read",
  metadata: "read",
  pull_requests: "read",
} as const;

const EVENTS = [
  "check_run",
  "check_suite",
  "create",
  "issue_comment",
  "pull_request",
  "pull_request_review",
  "push",
  "repository",
];

export interface WorldOptions extends Partial<RepositoryOptions> {
  /** Whether the App may write to repositories. */
  readonly writes?: boolean;
  readonly dataDirectory?: string;
  /** How often lost events are looked for, in milliseconds; never while a test runs unless given. */
  readonly sweepEvery?: number;
}

/** GitHub's stand-in with gated repositories, and the App beside it. */
export interface World {
  readonly github: GitHub;
  readonly app: RunningApp;
  /** A person in the repository that the world was started with. */
  as(person: Person): GithubUser;
  /** A clone of the repository that the world was started with, pushing as this person. */
  clone(person: Person, owner?: string): Promise<Clone>;
  /** One more repository, so that a scenario has its own. */
  repository(name: string, options: RepositoryOptions): Promise<GatedRepository>;
  /** Waits until no webhook is on its way and the App has nothing left to do. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

const SECRET = "a secret of the test";

/** Starts the stand-in and the App; with `files` there is a first repository too. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const github = await startGitHub();
  const directory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), "mltrl-app-")));
  const privateKey = await seed(github, options.writes ?? false);
  const clones: Clone[] = [];
  const quiet = async (): Promise<void> => await settle(github, () => app.port);
  const surroundings = { github, clones, quiet };
  const { files } = options;
  const home = files && (await createRepository(REPOSITORY, { ...options, files }, surroundings));
  const app = await startApp({
    appId: APP_ID,
    privateKey,
    webhookSecrets: [SECRET],
    apiUrl: github.url,
    webUrl: github.url,
    dataDirectory: directory,
    host: "127.0.0.1",
    port: 0,
    logLevel: process.env["LOG_LEVEL"] ?? "silent",
    sweepEvery: options.sweepEvery ?? 300_000,
  });
  await github.setWebhookUrl({
    app: APP_ID,
    url: `http://127.0.0.1:${app.port}/api/github/webhooks`,
  });
  const first = (): GatedRepository => {
    if (home === undefined) throw new Error("this world was started without files");
    return home;
  };
  return {
    github,
    app,
    quiet,
    as: (person) => first().as(person),
    clone: (person, owner) => first().clone(person, owner),
    repository: (name, wanted) => createRepository(name, wanted, surroundings),
    async close() {
      await app.stop();
      await github.close();
      await Promise.all(clones.map((clone) => clone.remove()));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

interface Counts {
  readonly due: number;
  readonly later: number;
  readonly active: number;
}

/** Long enough for a slow machine; a verdict takes well under a second. */
const PATIENCE = 30_000;

/** What waits for a far day is never done; nothing else may be left, twice in a row. */
async function settle(github: GitHub, port: () => number): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (let still = 0; still < 2;) {
    await github.settled();
    const { queues } = (await (await fetch(`http://127.0.0.1:${port()}/readyz`)).json()) as {
      queues: readonly Counts[];
    };
    const busy = queues.some(({ due, later, active }) => due + later + active > 0);
    if (Date.now() > end) throw new Error(`the App is still at work: ${JSON.stringify(queues)}`);
    still = busy ? 0 : still + 1;
    if (busy) await sleep(15);
  }
}

async function seed(github: GitHub, writes: boolean): Promise<string> {
  const privateKey = generateAppKey();
  await github.seed({
    users: PEOPLE.map((login) => ({ login, token: login, email: `${login}@acme.example` })),
    organizations: [
      {
        login: OWNER,
        members: Object.fromEntries(
          PEOPLE.filter((login) => login !== "outsider").map((login) => [
            login,
            login === "platform-admin" ? "admin" : "member",
          ]),
        ),
        teams: [{ slug: "product", members: ["product-manager"] }],
      },
    ],
    apps: [
      {
        id: APP_ID,
        slug: "mltrl-gate",
        name: "mltrl-gate",
        owner: OWNER,
        privateKey,
        permissions: { ...PERMISSIONS, ...(writes && { contents: "write" }) },
        events: EVENTS,
        webhookSecret: SECRET,
        installations: [{ id: INSTALLATION, account: OWNER, repositories: "all" }],
      },
    ],
  });
  return privateKey;
}
