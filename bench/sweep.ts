import { createHmac, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { catalogue } from "../src/generated/catalogue.ts";
import { type RunningApp, startApp } from "../src/main/app/start-app.ts";
import { type GitHub, generateAppKey, startGitHub } from "../test/github/start-github.ts";
import { scannerFiles } from "../test/support/repository-files.ts";
import { APP_SEED } from "./app-under-load.ts";
import type { Figure, Figures } from "./figures.ts";

const REPOSITORIES = 10_000;
/** Every tenth has a policy, and two pull requests open. */
const GATED = 10;
/** Of the others every second has one open. */
const BUSY = 2;
const CHANGED = 50;
const INSTALLATION = 777;
const APP = 4242;
/** Between two sweeps, in milliseconds: short, so that a few of them can be waited for. */
const PERIOD = 4000;

/** What a look at every repository asks. Verdicts are not of it, nor the sweeps in between that run meanwhile. */
const FULL = {
  asked: /^(Census|LookAtMany|LookThrough)$/,
  listed: /^\/installation\/repositories(\?|$)/,
};

/** What a sweep in between asks. */
const BETWEEN = {
  asked: /^(ChangedPullRequests|LookAtQueues)$/,
  listed: /^\/app\/(installations|hook\/deliveries)(\?|$)/,
};

/**
 * Requests and points that it takes to look for what was missed in an installation of ten thousand
 * repositories, as the stand-in counts them: points by GitHub's formula, nodes asked for by id each for
 * itself.
 *
 * @param args how many repositories, where it is another number
 */
export async function run(args: readonly string[]): Promise<Figures> {
  const count = Number(args[0] ?? REPOSITORIES);
  const github = await startGitHub();
  const directory = await mkdtemp(join(tmpdir(), "mltrl-bench-"));
  let app: RunningApp | undefined;
  try {
    const privateKey = generateAppKey();
    await github.setLimits({ rest: 1e9, graphql: 1e9 });
    // Long ago, so that nothing counts as changed.
    await github.shiftTime({ milliseconds: -6 * 3_600_000 });
    const open = await seed(github, privateKey, count);
    await github.shiftTime({ milliseconds: 0 });
    const start = (): Promise<RunningApp> =>
      startApp({ ...options(github, directory), privateKeys: [privateKey] });
    app = await start();
    const first = await counted(github, FULL, () => still(github));
    const judged = await checks(github);
    await app.stop();
    await github.clearLedger();
    app = await start();
    const again = await counted(github, FULL, () => still(github));
    const { port } = app;
    const quiet = await counted(github, BETWEEN, () => sweeps(github, 1));
    await touch(github, count);
    const changed = await counted(github, BETWEEN, () => sweeps(github, 2));
    const hourly = await counted(github, FULL, async () => {
      await askForFullSweep(port);
      await still(github);
    });
    const each = (label: string, { requests, points }: Count, atMost: Count): Figure[] => [
      { label, value: requests, unit: "requests", budget: { atMost: atMost.requests } },
      {
        label: `${label}, GraphQL`,
        value: points,
        unit: "points",
        budget: { atMost: atMost.points },
      },
    ];
    const share = count / REPOSITORIES;
    const budget = (requests: number, points: number): Count => ({
      requests: Math.ceil(requests * share),
      points: Math.ceil(points * share),
    });
    return {
      name: "sweep",
      subject: `${count} repositories of one installation, one in ${GATED} gated, ${open} pull requests open`,
      rows: [
        ...each("the first start, nothing judged", first, budget(250, 600)),
        { label: "verdicts written then", value: judged, unit: "checks" },
        ...each("a later start, all judged", again, budget(250, 600)),
        { label: "of that for a repository", value: again.requests / count, unit: "requests" },
        ...each("every hour", hourly, budget(250, 450)),
        ...each("every five minutes, nothing changed", quiet, { requests: 5, points: 5 }),
        ...each(`two of them, ${CHANGED} pull requests changed`, changed, {
          requests: 10,
          points: 12,
        }),
      ],
    };
  } finally {
    await app?.stop();
    await github.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function options(github: GitHub, dataDirectory: string) {
  return {
    catalogue,
    appId: APP,
    webhookSecrets: [APP_SEED.webhookSecret],
    apiUrl: github.url,
    webUrl: github.url,
    dataDirectory,
    host: "127.0.0.1",
    port: 0,
    logLevel: process.env["LOG_LEVEL"] ?? "silent",
    sweepEvery: PERIOD,
    lookEvery: 86_400_000,
    waitFirst: 86_400_000,
    backlogBound: 60_000,
    stopWithin: 10_000,
    apart: 2000,
    greetUpTo: 0,
  };
}

const nameOf = (index: number): string => `repository-${index}`;
const isGated = (index: number): boolean => index % GATED === 0;
const openIn = (index: number): number => (isGated(index) ? 2 : index % BUSY === 0 ? 1 : 0);

async function seed(github: GitHub, privateKey: string, count: number): Promise<number> {
  await github.seed({
    users: [{ login: "ml-engineer", token: "ml-engineer" }],
    organizations: [{ login: "acme", members: { "ml-engineer": "admin" } }],
    apps: [
      {
        id: APP,
        slug: "mltrl",
        owner: "acme",
        privateKey,
        permissions: APP_SEED.permissions,
        installations: [{ id: INSTALLATION, account: "acme" }],
      },
    ],
  });
  const indexes = Array.from({ length: count }, (_, index) => index);
  for (let from = 0; from < count; from += 500) {
    await github.seed({
      repositories: indexes.slice(from, from + 500).map((index) => ({
        owner: "acme",
        name: nameOf(index),
        files: isGated(index) ? scannerFiles() : { "README.md": "# Nothing of ours\n" },
      })),
    });
  }
  const wanted = indexes.flatMap((index) =>
    Array.from({ length: openIn(index) }, (_, i) => ({
      name: nameOf(index),
      branch: `topic-${i}`,
    })),
  );
  const queue = [...wanted];
  const opener = async (): Promise<void> => {
    for (let next = queue.pop(); next; next = queue.pop()) await openPullRequest(github, next);
  };
  await Promise.all(Array.from({ length: 8 }, opener));
  return wanted.length;
}

async function openPullRequest(
  github: GitHub,
  { name, branch }: { readonly name: string; readonly branch: string },
): Promise<void> {
  const files = { "README.md": `# On ${branch}\n` };
  await github.commit({ repository: `acme/${name}`, branch, message: "Go on", files });
  const response = await fetch(`${github.url}/repos/acme/${name}/pulls`, {
    method: "POST",
    headers: { authorization: "token ml-engineer" },
    body: JSON.stringify({ title: branch, head: branch, base: "main" }),
  });
  if (response.status !== 201) throw new Error(`a pull request was answered ${response.status}`);
}

/** Reviews pull requests of gated repositories; no webhook tells of it. */
async function touch(github: GitHub, count: number): Promise<void> {
  const gated = Array.from({ length: count }, (_, index) => index).filter(isGated);
  for (const index of gated.slice(0, CHANGED)) {
    await fetch(`${github.url}/repos/acme/${nameOf(index)}/issues/1/comments`, {
      method: "POST",
      headers: { authorization: "token ml-engineer" },
      body: JSON.stringify({ body: "Please see to it." }),
    });
  }
}

/** As every hour: repositories that leave an installation have what is left looked through. */
async function askForFullSweep(port: number): Promise<void> {
  const body = JSON.stringify({ action: "removed", installation: { id: INSTALLATION } });
  const response = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "installation_repositories",
      "x-github-delivery": randomUUID(),
      "x-hub-signature-256": `sha256=${createHmac("sha256", APP_SEED.webhookSecret).update(body).digest("hex")}`,
    },
    body,
  });
  if (response.status !== 202) throw new Error(`the webhook was answered ${response.status}`);
}

interface Count {
  readonly requests: number;
  readonly points: number;
}

async function counted(
  github: GitHub,
  questions: { readonly asked: RegExp; readonly listed: RegExp },
  act: () => Promise<unknown>,
): Promise<Count> {
  await github.clearLedger();
  await act();
  const asked = (await github.ledger({ app: APP })).filter(({ operationName, path }) =>
    operationName === null ? questions.listed.test(path) : questions.asked.test(operationName),
  );
  return {
    requests: asked.length,
    points: asked.reduce((sum, { points }) => sum + (points ?? 0), 0),
  };
}

async function checks(github: GitHub): Promise<number> {
  return (await github.ledger({ installation: INSTALLATION, kind: "rest-write" })).length;
}

/** Waits until nothing but sweeps in between has been asked for a while. */
async function still(github: GitHub): Promise<void> {
  const others = async (): Promise<number> =>
    (await github.ledger({ app: APP })).filter(
      ({ operationName, path }) =>
        operationName !== "ChangedPullRequests" && !path.startsWith("/app/"),
    ).length;
  for (let before = -1, now = 0; before !== now;) {
    before = now;
    await sleep(PERIOD);
    now = await others();
  }
}

/** Waits for so many sweeps. */
async function sweeps(github: GitHub, count: number): Promise<void> {
  const asked = async (): Promise<number> =>
    (await github.ledger({ path: "^/app/installations(\\?|$)" })).length;
  while ((await asked()) < count) await sleep(100);
  // What the last of them asks comes after it.
  await sleep(PERIOD / 2);
}
