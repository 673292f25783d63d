import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type GitHub, generateAppKey, startGitHub } from "../test/github/start-github.ts";
import type { Figures } from "./figures.ts";
import { median } from "./figures.ts";
import { referenceFiles } from "./reference-repository.ts";

const SECRET = "a secret of the benchmark";
/** Pull requests of a round, each with an event of its own: events of one pull request would fold. */
const EVENTS = 600;
/** So many events before the measured ones pay for tokens, sockets and the compiler. */
const WARM_UP = 100;
/** Both apps take turns so often. */
const ROUNDS = 3;
const SENDERS = 20;

/**
 * Events a second from the first webhook sent to the last check written, of our App and of a bare
 * Probot app that reads one file and posts one check; the same machine, the same stand-in, in turns.
 */
export async function run(): Promise<Figures> {
  const github = await startGitHub();
  const directory = await mkdtemp(join(tmpdir(), "mltrl-bench-"));
  const children: ChildProcess[] = [];
  try {
    const key = generateAppKey();
    await github.setLimits({ rest: 1e9, graphql: 1e9 });
    await seed(github, key);
    const apps = [
      { id: 1, script: "../src/main/app.ts", label: "our App" },
      { id: 2, script: "bare-app.ts", label: "a bare Probot app" },
    ];
    const rates = new Map<number, number[]>(apps.map(({ id }) => [id, []]));
    const processor = new Map<number, number[]>(apps.map(({ id }) => [id, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { id, script } of apps) {
        const { child, port } = await start(
          script,
          id,
          key,
          github.url,
          join(directory, `${round}`),
        );
        children.push(child);
        // Opened only after the sweep of the start, which would judge them before their events do.
        await quiet(github);
        const payloads = await openPullRequests(github, repositoryOf(id, round));
        await measure(github, child, id, port, payloads.slice(0, WARM_UP));
        const measured = await measure(github, child, id, port, payloads.slice(WARM_UP));
        rates.get(id)?.push(measured.rate);
        processor.get(id)?.push(measured.processor);
        child.kill("SIGTERM");
        await once(child, "exit");
      }
    }
    const [ours = 0, bare = 0] = apps.map(({ id }) => median(rates.get(id) ?? []));
    const [oursTime = 0, bareTime = 0] = apps.map(({ id }) => median(processor.get(id) ?? []));
    return {
      name: "events",
      subject: `${EVENTS - WARM_UP} signed webhooks a round, one check each, ${ROUNDS} rounds in turns`,
      rows: [
        { label: "our App", value: ours, unit: "events/s" },
        { label: "a bare Probot app (one read, one check)", value: bare, unit: "events/s" },
        {
          label: "our App beside the bare one",
          value: ours / bare,
          unit: "times",
          budget: { atLeast: 0.8 },
        },
        { label: "processor time for an event, our App", value: oursTime, unit: "ms" },
        { label: "processor time for an event, bare", value: bareTime, unit: "ms" },
      ],
    };
  } finally {
    for (const child of children) child.kill("SIGKILL");
    await github.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function seed(github: GitHub, privateKey: string): Promise<void> {
  await github.seed({
    users: [{ login: "ml-engineer", token: "ml-engineer" }],
    organizations: [{ login: "acme", members: { "ml-engineer": "admin" } }],
    repositories: [1, 2].flatMap((id) =>
      repositoriesOf(id).map((name) => ({ owner: "acme", name, files: referenceFiles() })),
    ),
    apps: [1, 2].map((id) => ({
      id,
      slug: `app-${id}`,
      owner: "acme",
      privateKey,
      permissions: {
        checks: "write" as const,
        contents: "read" as const,
        issues: "write" as const,
        members: "read" as const,
        metadata: "read" as const,
        pull_requests: "read" as const,
      },
      webhookSecret: SECRET,
      installations: [{ id: 100 + id, account: "acme", repositories: repositoriesOf(id) }],
    })),
  });
}

/** Each app has a repository of its own for every round: nothing is left over from the one before. */
function repositoryOf(app: number, round: number): string {
  return `scanner-${app}-${round}`;
}

function repositoriesOf(app: number): string[] {
  return Array.from({ length: ROUNDS }, (_, round) => repositoryOf(app, round));
}

/** Opens the pull requests and keeps GitHub's own payloads of them. */
async function openPullRequests(github: GitHub, name: string): Promise<Record<string, unknown>[]> {
  const payloads: Record<string, unknown>[] = [];
  for (let i = 0; i < EVENTS; i += 1) {
    await github.commit({
      repository: `acme/${name}`,
      branch: `change-${i}`,
      message: "Change the read-me",
      files: { "README.md": `# Scanner\n\nRemark ${i}.\n` },
    });
    const response = await fetch(`${github.url}/repos/acme/${name}/pulls`, {
      method: "POST",
      headers: { authorization: "token ml-engineer" },
      body: JSON.stringify({ title: `Change ${i}`, head: `change-${i}`, base: "main" }),
    });
    const pull = (await response.json()) as {
      number: number;
      base: { repo: object };
      user: object;
    };
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

async function start(
  script: string,
  id: number,
  privateKey: string,
  url: string,
  directory: string,
): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      APP_ID: String(id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: SECRET,
      GITHUB_API_URL: url,
      DATA_DIRECTORY: `${directory}-${id}`,
      PORT: "0",
      LOG_LEVEL: "silent",
    },
  });
  const died = once(child, "exit").then(() => {
    throw new Error(`${script} ended before it was ready`);
  });
  const lines = once(createInterface(child.stdout), "line");
  const [line] = (await Promise.race([lines, died])) as [string];
  died.catch(() => undefined);
  return { child, port: (JSON.parse(line) as { listening: number }).listening };
}

/** Waits until nothing has been asked of GitHub for a second. */
async function quiet(github: GitHub): Promise<void> {
  for (let before = -1, now = 0; before !== now;) {
    before = now;
    await sleep(1000);
    now = (await github.ledger({})).length;
  }
}

interface Measured {
  readonly rate: number;
  /** Milliseconds of processor time an event. */
  readonly processor: number;
}

async function measure(
  github: GitHub,
  child: ChildProcess,
  id: number,
  port: number,
  payloads: readonly Record<string, unknown>[],
): Promise<Measured> {
  await github.clearLedger();
  const queue = [...payloads];
  const used = await processorTime(child);
  const started = performance.now();
  const sender = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) await send(port, id, next);
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  const posted = async (): Promise<number> =>
    (await github.ledger({ installation: 100 + id, kind: "rest-write" })).length;
  while ((await posted()) < payloads.length) {
    await sleep(150);
    if (performance.now() - started > 60_000) throw new Error(`only ${await posted()} checks`);
  }
  const seconds = (performance.now() - started) / 1000;
  return {
    rate: payloads.length / seconds,
    processor: ((await processorTime(child)) - used) / payloads.length,
  };
}

async function send(port: number, id: number, payload: Record<string, unknown>): Promise<void> {
  const body = JSON.stringify({ ...payload, installation: { id: 100 + id } });
  const response = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "pull_request",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
    },
    body,
  });
  if (response.status >= 300) throw new Error(`the webhook was answered ${response.status}`);
}

/** Milliseconds that a process has computed, as the kernel counts them in hundredths of a second. */
async function processorTime({ pid }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}
