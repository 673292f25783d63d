import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type GitHub, generateAppKey, startGitHub } from "../test/github/start-github.ts";
import {
  APP_SEED,
  openPullRequests,
  type PullRequestEvent,
  quiet,
  sendEvent,
  startAppProcess,
} from "./app-under-load.ts";
import type { Figures } from "./figures.ts";
import { median } from "./figures.ts";
import { processorTime } from "./processor-time.ts";
import { referenceFiles } from "./reference-repository.ts";

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
        const { child, port } = await startAppProcess({
          script,
          id,
          privateKey: key,
          url: github.url,
          directory: join(directory, `${round}-${id}`),
        });
        children.push(child);
        // Opened only after the sweep of the start, which would judge them before their events do.
        await quiet(github);
        const payloads = await openPullRequests(github, `acme/${repositoryOf(id, round)}`, EVENTS);
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
      privateKey,
      ...APP_SEED,
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
  payloads: readonly PullRequestEvent[],
): Promise<Measured> {
  await github.clearLedger();
  const queue = [...payloads];
  const used = await processorTime(child);
  const started = performance.now();
  const sender = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift())
      await sendEvent(port, 100 + id, next);
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
