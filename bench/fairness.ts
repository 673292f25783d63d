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
import { type Figure, type Figures, median } from "./figures.ts";
import { referenceFiles } from "./reference-repository.ts";

const APP = 1;
/** The one that is measured, and the one beside it. */
const MEASURED = { installation: 101, owner: "acme" };
const NEIGHBOUR = { installation: 102, owner: "globex" };

/** Each state of the neighbour is measured so often, in turns. */
const ROUNDS = 3;
/** Verdicts whose latency is measured, with so many milliseconds between their events. */
const SINGLE = 60;
const APART = 75;
/** Verdicts that are asked for together. */
const TOGETHER = 150;
const WARM_UP = 20;
const SENDERS = 10;
/** The neighbour's pull requests, and how many of its events come in a second. */
const ITS_PULL_REQUESTS = 200;
const ITS_EVENTS = 20;

/** What the neighbour of the measured installation is doing. */
interface State {
  readonly label: string;
  readonly begin: (github: GitHub) => Promise<void>;
  readonly sends: boolean;
}

const STATES: readonly State[] = [
  { label: "alone", begin: () => Promise.resolve(), sends: false },
  {
    label: "beside one at its limit",
    begin: async (github) => {
      await github.setLimits({ installation: NEIGHBOUR.installation, rest: 1, graphql: 1 });
    },
    sends: true,
  },
  {
    label: "beside one that GitHub answers slowly",
    begin: async (github) => {
      const { installation } = NEIGHBOUR;
      await github.addFault({ kind: "hang", milliseconds: 5000, installation });
    },
    sends: true,
  },
];

/**
 * What one installation notices of another: verdicts a second and how long each takes, alone and beside a
 * neighbour that is at its limit, or that GitHub answers slowly, and whose events go on coming.
 */
export async function run(): Promise<Figures> {
  const github = await startGitHub();
  const directory = await mkdtemp(join(tmpdir(), "mltrl-bench-"));
  const privateKey = generateAppKey();
  const measured = new Map<State, Measured[]>(STATES.map((state) => [state, []]));
  try {
    await seed(github, privateKey);
    for (const [number, state] of turns()) {
      const events = [MEASURED, NEIGHBOUR].map(({ owner }) => ({ owner, name: `${owner}/s-${number}` })); // prettier-ignore
      await github.setLimits({ rest: 1e9, graphql: 1e9 });
      for (const { installation } of [MEASURED, NEIGHBOUR]) {
        await github.setLimits({ installation, rest: 1e9, graphql: 1e9 });
      }
      await github.clearFaults();
      const { child, port } = await startAppProcess({
        script: "../src/main/app.ts",
        id: APP,
        privateKey,
        url: github.url,
        directory: join(directory, String(number)),
      });
      try {
        await quiet(github);
        const [own = [], its = []] = await Promise.all(
          events.map(({ owner, name }) =>
            openPullRequests(
              github,
              name,
              owner === MEASURED.owner ? WARM_UP + SINGLE + TOGETHER : ITS_PULL_REQUESTS,
            ),
          ),
        );
        await together(github, port, own.slice(0, WARM_UP));
        await state.begin(github);
        const end = new AbortController();
        const busy = state.sends ? keepBusy(port, its, end.signal) : Promise.resolve();
        // The neighbour has met its limit, or has its workers waiting, when the measuring begins.
        await sleep(state.sends ? 2000 : 0);
        const latency = await oneByOne(github, port, own.slice(WARM_UP, WARM_UP + SINGLE));
        const rate = await together(github, port, own.slice(WARM_UP + SINGLE));
        measured.get(state)?.push({ latency, rate });
        end.abort();
        await busy;
      } finally {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
    }
  } finally {
    await github.close();
    await rm(directory, { recursive: true, force: true });
  }
  const [alone, ...beside] = STATES.map((state) => ({
    label: state.label,
    rate: median((measured.get(state) ?? []).map(({ rate }) => rate)),
    latency: median((measured.get(state) ?? []).map(({ latency }) => latency)),
  }));
  return {
    name: "fairness",
    subject: `verdicts of one installation, ${ROUNDS} rounds in turns, alone and beside another one with ${ITS_EVENTS} events a second`,
    rows: [
      ...[alone, ...beside].flatMap((each): Figure[] =>
        each === undefined
          ? []
          : [
              { label: `verdicts asked for together, ${each.label}`, value: each.rate, unit: "/s" },
              { label: `event to verdict, ${each.label}`, value: each.latency, unit: "ms" },
            ],
      ),
      ...beside.flatMap(({ label, rate, latency }): Figure[] => [
        {
          label: `rate ${label}, beside alone`,
          value: rate / (alone?.rate ?? Number.NaN),
          unit: "times",
          budget: { atLeast: 0.9 },
        },
        {
          label: `latency ${label}, beside alone`,
          value: latency / (alone?.latency ?? Number.NaN),
          unit: "times",
          budget: { atMost: 1.1 },
        },
      ]),
    ],
  };
}

interface Measured {
  /** Verdicts a second of those that are asked for together. */
  readonly rate: number;
  /** The middle of the milliseconds from an event to its verdict. */
  readonly latency: number;
}

/** Each state in each round, with a number of its own. */
function turns(): [number, State][] {
  return Array.from({ length: ROUNDS }, () => STATES)
    .flat()
    .map((state, i) => [i, state]);
}

async function seed(github: GitHub, privateKey: string): Promise<void> {
  const owners = [MEASURED, NEIGHBOUR];
  await github.seed({
    users: [{ login: "ml-engineer", token: "ml-engineer" }],
    organizations: owners.map(({ owner }) => ({
      login: owner,
      members: { "ml-engineer": "admin" as const },
    })),
    repositories: owners.flatMap(({ owner }) =>
      turns().map(([number]) => ({ owner, name: `s-${number}`, files: referenceFiles() })),
    ),
    apps: [
      {
        id: APP,
        slug: "mltrl-gate",
        privateKey,
        ...APP_SEED,
        installations: owners.map(({ installation, owner }) => ({
          id: installation,
          account: owner,
          repositories: "all" as const,
        })),
      },
    ],
  });
}

/** Sends the neighbour's events, one after the other and round again, until it is told to end. */
async function keepBusy(
  port: number,
  events: readonly PullRequestEvent[],
  signal: AbortSignal,
): Promise<void> {
  for (let i = 0; !signal.aborted; i += 1) {
    const event = events[i % events.length];
    if (event !== undefined) await sendEvent(port, NEIGHBOUR.installation, event);
    await sleep(1000 / ITS_EVENTS);
  }
}

/** Sends events one after the other; gives how long their verdicts took. */
async function oneByOne(
  github: GitHub,
  port: number,
  events: readonly PullRequestEvent[],
): Promise<number> {
  await github.clearLedger();
  const sent = new Map<string, number>();
  for (const event of events) {
    sent.set(event.pull_request.head.sha, Date.now());
    await sendEvent(port, MEASURED.installation, event);
    await sleep(APART);
  }
  const written = await verdicts(github, events.length);
  return median(
    written.flatMap(({ sha, time }) => {
      const at = sent.get(sha);
      return at === undefined ? [] : [time - at];
    }),
  );
}

/** Sends events as fast as they are taken; gives how many verdicts came in a second. */
async function together(
  github: GitHub,
  port: number,
  events: readonly PullRequestEvent[],
): Promise<number> {
  await github.clearLedger();
  const queue = [...events];
  const started = Date.now();
  const sender = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await sendEvent(port, MEASURED.installation, next);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  const written = await verdicts(github, events.length);
  const last = Math.max(...written.map(({ time }) => time));
  return events.length / ((last - started) / 1000);
}

/** Waits for so many verdicts of the measured installation. */
async function verdicts(
  github: GitHub,
  count: number,
): Promise<readonly { readonly sha: string; readonly time: number }[]> {
  const end = Date.now() + 60_000;
  for (;;) {
    const { installation } = MEASURED;
    const written = await github.ledger({ installation, kind: "rest-write" });
    if (written.length >= count) {
      return written.map(({ body, time }) => ({
        sha: String((body as { head_sha?: string } | null)?.head_sha),
        time: Date.parse(time),
      }));
    }
    if (Date.now() > end) throw new Error(`only ${written.length} of ${count} verdicts`);
    await sleep(100);
  }
}
