import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { GitHub } from "../test/github/start-github.ts";
import { commandOn, type Cores } from "./cores.ts";

/** What the stand-in's Apps are seeded with. */
export const APP_SEED = {
  owner: "acme",
  permissions: {
    checks: "write",
    contents: "read",
    issues: "write",
    members: "read",
    metadata: "read",
    pull_requests: "read",
  },
  webhookSecret: "a secret of the benchmark",
} as const;

export interface AppProcess {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Starts an App as a process of its own, and waits until it listens. */
export async function startAppProcess(app: {
  readonly script: string;
  readonly id: number;
  readonly privateKey: string;
  readonly url: string;
  readonly directory: string;
  readonly databaseUrl?: string;
  readonly cores?: Cores;
}): Promise<AppProcess> {
  const script = join(import.meta.dirname, app.script);
  const [command, ...options] = commandOn(app.cores ?? "all", script);
  const child = spawn(command, options, {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: APP_SEED.webhookSecret,
      GITHUB_API_URL: app.url,
      DATA_DIRECTORY: app.directory,
      DATABASE_URL: app.databaseUrl,
      PORT: "0",
      LOG_LEVEL: "silent",
    },
  });
  const died = once(child, "exit").then(() => {
    throw new Error(`${app.script} ended before it was ready`);
  });
  const lines = once(createInterface(child.stdout), "line");
  const [line] = (await Promise.race([lines, died])) as [string];
  died.catch(() => undefined);
  return { child, port: (JSON.parse(line) as { listening: number }).listening };
}

interface Pull {
  readonly number: number;
  readonly head: { readonly sha: string };
  readonly base: { readonly repo: object };
  readonly user: object;
}

/** GitHub's own payload of a pull request that was opened. */
export interface PullRequestEvent {
  readonly action: "opened";
  readonly number: number;
  readonly pull_request: Pull;
  readonly repository: object;
  readonly sender: object;
}

/** Opens the pull requests and keeps GitHub's own payloads of them. */
export async function openPullRequests(
  github: GitHub,
  repository: string,
  count: number,
): Promise<readonly PullRequestEvent[]> {
  const payloads: PullRequestEvent[] = [];
  for (let i = 0; i < count; i += 1) {
    await github.commit({
      repository: repository,
      branch: `change-${i}`,
      message: "Change the read-me",
      files: { "README.md": `# Scanner\n\nRemark ${i}.\n` },
    });
    const response = await fetch(`${github.url}/repos/${repository}/pulls`, {
      method: "POST",
      headers: { authorization: "token ml-engineer" },
      body: JSON.stringify({ title: `Change ${i}`, head: `change-${i}`, base: "main" }),
    });
    const pull = (await response.json()) as Pull;
    payloads.push({
      action: "opened",
      number: pull.number,
      pull_request: pull,
      repository: pull.base.repo,
      sender: pull.user,
    });
  }
  return payloads;
}

/** Waits until nothing has been asked of GitHub for a second. */
export async function quiet(github: GitHub): Promise<void> {
  for (let before = -1, now = 0; before !== now;) {
    before = now;
    await sleep(1000);
    now = (await github.ledger({})).length;
  }
}

/** Sends a webhook as GitHub does. */
export async function sendEvent(
  port: number,
  installation: number,
  event: PullRequestEvent,
): Promise<void> {
  const body = JSON.stringify({ ...event, installation: { id: installation } });
  const signature = createHmac("sha256", APP_SEED.webhookSecret).update(body).digest("hex");
  const response = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "pull_request",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${signature}`,
    },
    body,
  });
  if (response.status >= 300) throw new Error(`the webhook was answered ${response.status}`);
}
