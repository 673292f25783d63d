import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Catalogue } from "../../src/core/model/rule.ts";
import { catalogue as shipped } from "../../src/generated/catalogue.ts";
import type { AppOptions } from "../../src/main/app/app-options.ts";
import { type RunningApp, startApp } from "../../src/main/app/start-app.ts";
import { type GitHub, generateAppKey, startGitHub } from "../github/start-github.ts";
import {
  createRepository,
  type GatedRepository,
  type RepositoryOptions,
} from "./gated-repository.ts";
import { APP_ID, INSTALLATION, OWNER, PEOPLE, type Person } from "./people.ts";
import { PLANNED } from "./planned.ts";
import type { Clone } from "./clone.ts";
import type { GithubUser } from "./github-user.ts";

export { APP_ID, INSTALLATION, OWNER, type Person } from "./people.ts";

/** The repository that a world is started with. */
export const REPOSITORY = "scanner";

/** The permissions of `app.yml`; with contents it may also commit. */
export const PERMISSIONS = {
  actions: "read",
  attestations: "read",
  checks: "write",
  contents: "read",
  deployments: "write",
  issues: "write",
  members: "read",
  merge_queues: "read",
  organization_custom_properties: "read",
  metadata: "read",
  pull_requests: "read",
} as const;

/** The events that the App subscribes to. */
export const EVENTS = [
  "check_run",
  "check_suite",
  "create",
  "custom_property_values",
  "deployment_protection_rule",
  "issue_comment",
  "merge_group",
  "member",
  "membership",
  "organization",
  "pull_request",
  "pull_request_review",
  "push",
  "repository",
  "team",
  "workflow_run",
];

export interface WorldOptions extends Partial<RepositoryOptions> {
  /** Whether the App may write to repositories. */
  readonly writes?: boolean;
  readonly dataDirectory?: string;
  /** Where the App keeps its jobs, if not in its directory. */
  readonly databaseUrl?: string;
  /** What the App judges by, where it is not what ships. */
  readonly catalogue?: Catalogue;
  /** Gives the trust roots of signatures, for the runs of the stand-in at this address; none unless given. */
  readonly trustRoot?: (web: string) => Promise<string>;
  /** How often lost events are looked for, in milliseconds; never while a test runs unless given. */
  readonly sweepEvery?: number;
  /** How often what runs is looked at, in milliseconds; never while a test runs unless given. */
  readonly lookEvery?: number;
  /** How soon it is looked for what a verdict waits for, in milliseconds; never while a test runs unless given. */
  readonly waitFirst?: number;
  /** How long the App waits for an answer, where it is not as usual. */
  readonly patience?: AppOptions["patience"];
}

/** GitHub's stand-in with gated repositories, and the App beside it. */
export interface World {
  readonly github: GitHub;
  /** Where the App listens. */
  readonly port: number;
  /** A person in the repository that the world was started with. */
  as(person: Person): GithubUser;
  /** A clone of the repository that the world was started with, pushing as this person. */
  clone(person: Person, owner?: string): Promise<Clone>;
  /** One more repository, so that a scenario has its own. */
  repository(name: string, options: RepositoryOptions): Promise<GatedRepository>;
  /** Waits until no webhook is on its way and the App has nothing left to do. */
  quiet(): Promise<void>;
  /** Stops the App; other replicas go on. */
  stopApp(): Promise<void>;
  /** Starts the App again, on what it kept. */
  startApp(): Promise<void>;
  /** Webhooks come to this replica from now on: to the App, which is 0, or to another one on its database. */
  receiveBy(replica: number): Promise<void>;
  /** From now on so many jobs wait for a far day, and nobody waits for them. */
  plans(count: number): void;
  close(): Promise<void>;
}

/** What the stand-in signs webhooks with. */
export const SECRET = "a secret of the test";

/** Starts the stand-in and the App; with `files` there is a first repository too. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const github = await startGitHub();
  const directory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), "mltrl-app-")));
  const privateKey = await seedPeople(github, options.writes ?? false);
  const trustRoot = await options.trustRoot?.(github.url);
  const start = async (at: number): Promise<RunningApp> => {
    const { sweepEvery = 300_000, lookEvery = 86_400_000, catalogue = shipped } = options;
    const { waitFirst = 86_400_000, databaseUrl, patience } = options;
    const periods = { sweepEvery, lookEvery, waitFirst, patience };
    const there = { ...appOptions(github, directory), port: at };
    const settings = { ...there, ...periods, catalogue, trustRoot };
    const started = await startApp({ ...settings, privateKeys: [privateKey], databaseUrl });
    await receiveBy(started);
    return started;
  };
  const receiveBy = async (replica: RunningApp): Promise<void> => {
    const url = `http://127.0.0.1:${replica.port}/api/github/webhooks`;
    await github.setWebhookUrl({ app: APP_ID, url });
  };
  const clones: Clone[] = [];
  let planned = 0;
  let app: RunningApp | undefined;
  const others: RunningApp[] = [];
  const port = (): number => (app ?? others.at(-1))?.port ?? 0;
  const quiet = (): Promise<void> => settle(github, port, planned);
  const surroundings = { github, clones, quiet };
  const { files } = options;
  const home = files && (await createRepository(REPOSITORY, { ...options, files }, surroundings));
  app = await start(0);
  const last = app.port;
  const first = (): GatedRepository => {
    if (home === undefined) throw new Error("this world was started without files");
    return home;
  };
  return {
    github,
    quiet,
    get port() {
      return port();
    },
    as: (person) => first().as(person),
    clone: (person, owner) => first().clone(person, owner),
    repository: (name, wanted) => createRepository(name, wanted, surroundings),
    async stopApp() {
      await app?.stop();
      app = undefined;
    },
    async startApp() {
      // Where it listened before: what GitHub could not deliver is asked for as soon as it is back.
      app = await start(last);
    },
    async receiveBy(replica) {
      while (others.length < replica) others.push(await start(0));
      const receiver = [app, ...others][replica];
      if (receiver !== undefined) await receiveBy(receiver);
    },
    plans(count) {
      planned = count;
    },
    async close() {
      for (const each of [app, ...others]) await each?.stop();
      await github.close();
      await Promise.all(clones.map((clone) => clone.remove()));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function appOptions(github: GitHub, dataDirectory: string) {
  return {
    appId: APP_ID,
    webhookSecrets: [SECRET],
    apiUrl: github.url,
    webUrl: github.url,
    dataDirectory,
    host: "127.0.0.1",
    apart: 5,
    logLevel: process.env["LOG_LEVEL"] ?? "silent",
    greetUpTo: 2,
    backlogBound: 60_000,
    stopWithin: 10_000,
  };
}

interface Counts {
  readonly queue: string;
  readonly due: number;
  readonly later: number;
  readonly active: number;
}

/** Long enough for a slow machine; a verdict takes well under a second. */
const PATIENCE = 30_000;

/** Longer than the App waits for events of one burst. */
const BURST = 600;

/**
 * Nothing may be on its way or left to do, twice in a row. Where jobs wait for a far day, they cannot
 * be told from those that wait for a moment: then for longer than a burst.
 */
async function settle(github: GitHub, port: () => number, planned: number): Promise<void> {
  const end = Date.now() + PATIENCE;
  const rest = planned > 0 ? BURST : 0;
  let since = Date.now();
  for (let still = 0; still < 2 || Date.now() - since < rest;) {
    await github.settled();
    const response = await fetch(`http://127.0.0.1:${port()}/readyz`);
    const { queues } = (await response.json()) as { queues: readonly Counts[] };
    const waiting = queues
      .filter(({ queue }) => !PLANNED.has(queue))
      .reduce((sum, { later }) => sum + later, 0);
    const busy = waiting > planned || queues.some(({ due, active }) => due + active > 0);
    if (Date.now() > end) throw new Error(`the App is still at work: ${JSON.stringify(queues)}`);
    still = busy ? 0 : still + 1;
    if (busy) since = Date.now();
    if (busy || planned > 0) await sleep(15);
  }
}

/** More people than GitHub tells at once. */
const CROWD = Array.from({ length: 120 }, (_, i) => `member-${i}`);

/** Puts the people, their organisation and the App into the stand-in; gives the App's key. */
export async function seedPeople(github: GitHub, writes: boolean): Promise<string> {
  const privateKey = generateAppKey();
  await github.seed({
    users: [...PEOPLE, ...CROWD].map((login) => ({
      login,
      token: login,
      email: `${login}@acme.example`,
    })),
    organizations: [
      {
        login: OWNER,
        members: Object.fromEntries(
          PEOPLE.filter((login) => login !== "outsider").map((login) => [
            login,
            login === "platform-admin" ? "admin" : "member",
          ]),
        ),
        teams: [
          { slug: "product", members: ["product-manager"] },
          { slug: "everybody", members: [...CROWD, "product-manager"] },
          { slug: "reading", members: [] },
          { slug: "chest-reading", members: ["researcher"], parent: "reading" },
          { slug: "auditors", members: ["research-lead"], privacy: "secret" },
        ],
      },
      { login: "partner", teams: [{ slug: "reviewers", members: ["outsider"] }] },
    ],
    apps: [
      {
        id: APP_ID,
        slug: "mltrl-gate",
        name: "mltrl-gate",
        owner: OWNER,
        privateKey,
        permissions: {
          ...PERMISSIONS,
          ...(writes && { contents: "write", pull_requests: "write" }),
        },
        events: EVENTS,
        webhookSecret: SECRET,
        installations: [{ id: INSTALLATION, account: OWNER, repositories: "all" }],
      },
    ],
  });
  return privateKey;
}
