import { setTimeout as sleep } from "node:timers/promises";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import { APP_ID, SECRET, seedPeople } from "../support/gated-world.ts";
import { type Replica, startReplica } from "./replica.ts";
import { spread } from "./spreading-line.ts";
import { sqliteWitness } from "./sqlite-witness.ts";
import type { StoredJobs, StoreWitness } from "./store-witness.ts";
import type { Tap } from "./tapped-line.ts";

/** A moment at which a replica is killed: resolves when it is dead. */
export type Moment = (world: KillableApp) => Promise<void>;

/** GitHub's stand-in and the App in processes of its own over one store, with taps on the lines between them. */
export interface KillableApp {
  readonly github: GitHub;
  readonly store: StoreWitness;
  /** The processes of the App; webhooks go to them in turn. */
  readonly replicas: readonly Replica[];
  /** The replica that is dead. */
  fallen(): Replica;
  /** Starts whoever is dead and waits until all take webhooks. */
  startUp(): Promise<void>;
  /** Listens in on nothing any more, and starts whoever does not answer. */
  revive(): Promise<void>;
  /** Listens in on what each replica asks GitHub, or on the webhooks to it, until the next kill. */
  tapRequests(tapOf: (replica: Replica) => Tap): void;
  tapWebhooks(tapOf: (replica: Replica) => Tap): void;
  /** Lets a moment come, and tells what the job store holds after it. */
  killedAt(moment: Moment): Promise<StoredJobs>;
  /** Delivers again what was never acknowledged, as people or a script of theirs do by GitHub's API. */
  deliverLost(): Promise<number>;
  /** Waits until no webhook is on its way and the App has nothing left to do. */
  quiet(): Promise<void>;
  /** GUIDs of all deliveries, by whether they were acknowledged. */
  deliveries(): Promise<{ readonly acknowledged: string[]; readonly refused: string[] }>;
  close(): Promise<void>;
}

/** What a world may be told. */
export interface KillableOptions {
  /** Whether the App may write to repositories. */
  readonly writes?: boolean;
  /** Where jobs are kept: in files unless given. It is closed with the world. */
  readonly store?: StoreWitness;
  /** How many processes the App has. */
  readonly count?: number;
}

/** Long enough for a slow machine. */
const PATIENCE = 45_000;

export async function startKillableApp(options: KillableOptions = {}): Promise<KillableApp> {
  const { writes = false, store = await sqliteWitness(), count = 1 } = options;
  const github = await startGitHub();
  const environment = {
    APP_ID: String(APP_ID),
    PRIVATE_KEY: await seedPeople(github, writes),
    WEBHOOK_SECRET: SECRET,
    GITHUB_SERVER_URL: github.url,
  };
  const replicas = await Promise.all(
    Array.from({ length: count }, async () =>
      startReplica(github.url, environment, await store.access()),
    ),
  );
  const front = await spread(replicas.map(({ url }) => url));
  await github.setWebhookUrl({ app: APP_ID, url: `${front.url}/api/github/webhooks` });
  const listening = (): Promise<unknown> =>
    Promise.all(replicas.map((replica) => replica.app().listening));
  await listening();
  const listenToNothing = (): void => {
    world.tapRequests(() => ({}));
    world.tapWebhooks(() => ({}));
  };
  const world: KillableApp = {
    github,
    store,
    replicas,
    fallen() {
      const found = replicas.find((replica) => !replica.lives());
      if (found === undefined) throw new Error("no replica is dead");
      return found;
    },
    async startUp() {
      for (const replica of replicas) if (!replica.lives()) replica.start();
      await listening();
    },
    async revive() {
      listenToNothing();
      for (const replica of replicas) {
        if (await replica.answers()) continue;
        replica.app().kill();
        await replica.app().ended;
      }
      await world.startUp();
    },
    tapRequests: (tapOf) => replicas.forEach((replica) => replica.tapRequests(tapOf(replica))),
    tapWebhooks: (tapOf) => replicas.forEach((replica) => replica.tapWebhooks(tapOf(replica))),
    async killedAt(moment) {
      await within(PATIENCE, moment(world), () =>
        replicas.map((replica) => replica.app().said()).join("\n"),
      );
      listenToNothing();
      return store.stored();
    },
    async deliverLost() {
      await github.settled();
      const { refused } = await world.deliveries();
      for (const guid of refused) await github.redeliver({ guid });
      await github.settled();
      return refused.length;
    },
    quiet: () => settle(github, replicas),
    async deliveries() {
      const attempts = await github.deliveries({ app: APP_ID });
      const guids = [...Map.groupBy(attempts, ({ guid }) => guid)].map(([guid, tries]) => ({
        guid,
        known: tries.some(({ statusCode }) => statusCode >= 200 && statusCode < 300),
      }));
      const those = (known: boolean): string[] =>
        guids.filter((each) => each.known === known).map(({ guid }) => guid);
      return { acknowledged: those(true), refused: those(false) };
    },
    async close() {
      await Promise.all(replicas.map((replica) => replica.close()));
      await github.close();
      front.close();
      await store.close();
    },
  };
  return world;
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
async function settle(github: GitHub, [replica]: readonly Replica[]): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (let still = 0; still < 2;) {
    await github.settled();
    const rests = await replica?.rests();
    if (Date.now() > end) throw new Error("the App is still at work");
    still = rests ? still + 1 : 0;
    if (!rests) await sleep(15);
  }
}
