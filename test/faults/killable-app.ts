import { createHmac, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import { type AppProcess, freePort, startAppProcess } from "../support/app-process.ts";
import { APP_ID, SECRET, seedPeople } from "../support/gated-world.ts";
import { PLANNED } from "../support/planned.ts";
import { type StoredJobs, storedJobs } from "./stored-jobs.ts";
import { layLine, type Tap } from "./tapped-line.ts";

/** A moment at which the App is killed: resolves when it is dead. */
export type Moment = (world: KillableApp) => Promise<void>;

/** GitHub's stand-in and the App as a process of its own, with taps on the lines between them. */
export interface KillableApp {
  readonly github: GitHub;
  readonly directory: string;
  /** The process that runs now, or ran last. */
  app(): AppProcess;
  /** Starts it; it does not listen yet. */
  start(): AppProcess;
  /** Starts it and waits until it takes webhooks. */
  startUp(): Promise<void>;
  /** Listens in on nothing any more, and starts it if it does not answer. */
  revive(): Promise<void>;
  /** Listens in on what GitHub is asked, or on the webhooks, until the next kill. */
  tapRequests(tap: Tap): void;
  tapWebhooks(tap: Tap): void;
  /** Sends a signed webhook that asks for nothing, straight to the App. */
  sendNoise(): Promise<void>;
  /** Lets a moment come, and tells what the job store holds after it. */
  killedAt(moment: Moment): Promise<StoredJobs>;
  /** Delivers again what was never acknowledged, as people or a script of theirs do by GitHub's API. */
  deliverLost(): Promise<number>;
  /** Waits until no webhook is on its way and the App has nothing left to do. */
  quiet(): Promise<void>;
  /** GUIDs of all deliveries that were acknowledged. */
  acknowledged(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Long enough for a slow machine. */
const PATIENCE = 45_000;

/** What looks for lost events asks first. It learns of none, so that it cannot make up for what is lost. */
function withoutSweeps({ asked, ...tap }: Tap): Tap {
  return {
    ...tap,
    asked: (passing) =>
      /^\/app\/(installations|hook\/deliveries)(\?|$)/.test(passing.path) ? [] : asked?.(passing),
  };
}

export async function startKillableApp({ writes = false } = {}): Promise<KillableApp> {
  const github = await startGitHub();
  const directory = await mkdtemp(join(tmpdir(), "mltrl-killed-"));
  const port = await freePort();
  const requests = await layLine(github.url);
  const webhooks = await layLine(`http://127.0.0.1:${port}`);
  const environment = {
    APP_ID: String(APP_ID),
    PRIVATE_KEY: await seedPeople(github, writes),
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: requests.url,
    GITHUB_SERVER_URL: github.url,
  };
  await github.setWebhookUrl({ app: APP_ID, url: `${webhooks.url}/api/github/webhooks` });
  const start = (): AppProcess => startAppProcess({ directory, port, environment });
  const tapRequests = (tap: Tap): void => requests.tap(withoutSweeps(tap));
  tapRequests({});
  let app = start();
  await app.listening;
  const delivered = async () => Map.groupBy(await attempts(github), ({ guid }) => guid);
  const world: KillableApp = {
    github,
    directory,
    app: () => app,
    start: () => (app = start()),
    async startUp() {
      await world.start().listening;
    },
    async revive() {
      tapRequests({});
      webhooks.tap({});
      const health = fetch(`http://127.0.0.1:${port}/healthz`, {
        signal: AbortSignal.timeout(5000),
      });
      if (await health.then(({ ok }) => ok).catch(() => false)) return;
      app.kill();
      await app.ended;
      await world.startUp();
    },
    tapRequests,
    tapWebhooks: (tap) => webhooks.tap(tap),
    async sendNoise() {
      const body = JSON.stringify({ action: "edited", repository: { id: 0 } });
      await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-github-event": "repository",
          "x-github-delivery": randomUUID(),
          "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
        },
        body,
      });
    },
    async killedAt(moment) {
      await within(PATIENCE, moment(world), () => app.said());
      tapRequests({});
      webhooks.tap({});
      return storedJobs(directory);
    },
    async deliverLost() {
      await github.settled();
      const lost = [...(await delivered())].filter(([, tries]) => !tries.some(isAcknowledged));
      for (const [guid] of lost) await github.redeliver({ guid });
      await github.settled();
      return lost.length;
    },
    quiet: () => settle(github, port),
    async acknowledged() {
      const all = await attempts(github);
      return [...new Set(all.filter(isAcknowledged).map(({ guid }) => guid))];
    },
    async close() {
      app.thaw();
      await app.stop();
      await github.close();
      requests.close();
      webhooks.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return world;
}

type Attempt = Awaited<ReturnType<GitHub["deliveries"]>>[number];

function attempts(github: GitHub): Promise<readonly Attempt[]> {
  return github.deliveries({ app: APP_ID });
}

function isAcknowledged({ statusCode }: Attempt): boolean {
  return statusCode >= 200 && statusCode < 300;
}

async function within<T>(limit: number, work: Promise<T>, said: () => string): Promise<T> {
  const bell = new AbortController();
  const late = sleep(limit, undefined, { signal: bell.signal }).then((): never => {
    throw new Error(`the moment to kill the App never came; it said:\n${said()}`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    bell.abort();
  }
}

/** Nothing may be on its way or left to do, twice in a row. */
async function settle(github: GitHub, port: number): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (let still = 0; still < 2;) {
    await github.settled();
    const response = await fetch(`http://127.0.0.1:${port}/readyz`);
    const { queues } = (await response.json()) as {
      queues: readonly { queue: string; due: number; later: number; active: number }[];
    };
    const busy = queues.some(
      ({ queue, due, later, active }) => due + active > 0 || (later > 0 && !PLANNED.has(queue)),
    );
    if (Date.now() > end) throw new Error(`the App is still at work: ${JSON.stringify(queues)}`);
    still = busy ? 0 : still + 1;
    if (busy) await sleep(15);
  }
}
