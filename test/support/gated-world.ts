import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningApp, startApp } from "../../src/main/start-app.ts";
import { type GitHub, generateAppKey, startGitHub } from "../github/start-github.ts";
import { type Clone, cloneRepository } from "./clone.ts";
import { type GithubUser, githubUser } from "./github-user.ts";

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

export interface WorldOptions {
  /** Files of the default branch. */
  readonly files: Readonly<Record<string, string>>;
  /** Branches of the repository that start from the default branch, with what they change. */
  readonly branches?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /** Names of checks that these branches require of the App. */
  readonly requires?: Readonly<Record<string, readonly string[]>>;
  /** Whether the App may write to the repository. */
  readonly writes?: boolean;
  readonly dataDirectory?: string;
}

/** GitHub's stand-in with one gated repository, and the App beside it. */
export interface World {
  readonly github: GitHub;
  readonly app: RunningApp;
  as(person: Person): GithubUser;
  /** A clone of the repository, or of a fork, pushing as this person. */
  clone(person: Person, owner?: string): Promise<Clone>;
  close(): Promise<void>;
}

const SECRET = "a secret of the test";

export async function startWorld(options: WorldOptions): Promise<World> {
  const github = await startGitHub();
  const directory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), "mltrl-app-")));
  const privateKey = await seed(github, options);
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
    sweepEvery: 300_000,
  });
  await github.setWebhookUrl({
    app: APP_ID,
    url: `http://127.0.0.1:${app.port}/api/github/webhooks`,
  });
  const clones: Clone[] = [];
  return {
    github,
    app,
    as: (person) => githubUser(github.url, person, `${OWNER}/${REPOSITORY}`),
    async clone(person, owner = OWNER) {
      const clone = await cloneRepository(`${github.url}/${owner}/${REPOSITORY}.git`, person);
      clones.push(clone);
      return clone;
    },
    async close() {
      await app.stop();
      await github.close();
      await Promise.all(clones.map((clone) => clone.remove()));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function seed(github: GitHub, options: WorldOptions): Promise<string> {
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
    repositories: [
      {
        owner: OWNER,
        name: REPOSITORY,
        defaultBranch: "main",
        files: options.files,
        commits: Object.entries(options.branches ?? {}).map(([branch, files]) => ({
          branch,
          files: Object.keys(files).length > 0 ? files : { ".keep": "" },
          message: `Start ${branch}`,
        })),
        collaborators: {
          "ml-engineer": "write",
          "second-engineer": "write",
          researcher: "write",
          "research-lead": "read",
          "product-manager": "read",
          "platform-admin": "admin",
        },
      },
    ],
    apps: [
      {
        id: APP_ID,
        slug: "mltrl-gate",
        name: "mltrl-gate",
        owner: OWNER,
        privateKey,
        permissions: { ...PERMISSIONS, ...(options.writes && { contents: "write" }) },
        events: EVENTS,
        webhookSecret: SECRET,
        installations: [{ id: INSTALLATION, account: OWNER, repositories: "all" }],
      },
    ],
  });
  const admin = githubUser(github.url, "platform-admin", `${OWNER}/${REPOSITORY}`);
  for (const [branch, checks] of Object.entries(options.requires ?? {})) {
    await admin.rest("POST", "/rulesets", {
      name: `gate of ${branch}`,
      target: "branch",
      enforcement: "active",
      conditions: { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } },
      rules: [
        {
          type: "required_status_checks",
          parameters: {
            strict_required_status_checks_policy: false,
            required_status_checks: checks.map((context) => ({ context, integration_id: APP_ID })),
          },
        },
      ],
    });
  }
  return privateKey;
}
