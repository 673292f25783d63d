import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { generateAppKey, type GitHub, startGitHub } from "../test/github/start-github.ts";
import { startCluster } from "../test/support/postgres-cluster.ts";
import { APP_SEED, type AppProcess, startAppProcess } from "./app-under-load.ts";
import { CAN_KEEP_TO_CORES, commandOn } from "./cores.ts";
import type { Figure, Figures } from "./figures.ts";
import { processorTime } from "./processor-time.ts";
import type { Sending, Sent } from "./send-webhooks.ts";

const BYTES = 20_000;
/** What the App has to take in, for a minute, each within a quarter of a second. */
const RATE = 500;
const HELD = 60;
const SLOWEST = 250;
/** Probot without a store has nothing that piles up: a part of the minute shows its times. */
const HELD_BESIDE = 10;
/** As many as are answered, for so many seconds. */
const FLOOD = 8;
const SENDERS = 64;
/** So many seconds before the measured ones pay for sockets and the compiler. */
const WARM_UP = 3;

/**
 * Signed webhooks of 20 kB until they are answered, which our App does once they are on the disk and
 * Probot's own server once its handlers have run. They tell of a foreign App's check run, as most webhooks
 * of a storm do: the App works each off without a request to GitHub, while it takes in the next. The
 * sender is a process of its own that keeps to its plan, so that no stall of the server delays it.
 */
export async function run(): Promise<Figures> {
  const github = await startGitHub();
  const directory = await mkdtemp(join(tmpdir(), "mltrl-bench-"));
  try {
    const privateKey = await seed(github);
    const at = (name: string, script: string) =>
      ({
        id: 1,
        script,
        privateKey,
        url: github.url,
        directory: join(directory, name),
        cores: "the first",
      }) as const;
    const app = "../src/main/app.ts";
    const bare = await measured(at("bare", "bare-app.ts"), HELD_BESIDE);
    const sqlite = await measured(at("sqlite", app), HELD);
    const postgres = await onPostgres((databaseUrl) =>
      measured({ ...at("postgres", app), databaseUrl }, HELD),
    );
    return {
      name: "ingest",
      subject: `signed webhooks of ${BYTES / 1000} kB to their answer, the server ${CAN_KEEP_TO_CORES ? "on one core" : "on all cores"}; ${RATE} a second for ${HELD} s, beside Probot's own server for ${HELD_BESIDE} s`,
      rows: [
        ...rowsOf("SQLite", sqlite, bare),
        ...("why" in postgres ? [] : rowsOf("PostgreSQL", postgres, bare)),
        ...rowsOf("Probot without a store", bare),
      ],
      remarks: "why" in postgres ? [`PostgreSQL was not measured: ${postgres.why}`] : [],
    };
  } finally {
    await github.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Measured {
  /** At the rate that has to be held. */
  readonly held: Sent;
  /** Milliseconds of processor time of the server for each of those, working it off included. */
  readonly processor: number;
  /** As many as were answered. */
  readonly flood: Sent;
}

function rowsOf(of: string, { held, processor, flood }: Measured, beside?: Measured): Figure[] {
  const perSecond = rateOf(flood);
  const isOurs = beside !== undefined;
  return [
    {
      label: `${of}: taken in, at ${RATE} a second`,
      value: (held.sent - held.failed) / held.sent,
      unit: "of 1",
      ...(isOurs && { budget: { atLeast: 1 } }),
    },
    { label: `${of}: median`, value: held.median, unit: "ms" },
    {
      label: `${of}: 99th percentile`,
      value: held.p99,
      unit: "ms",
      ...(isOurs && { budget: { atMost: SLOWEST } }),
    },
    { label: `${of}: slowest`, value: held.slowest, unit: "ms" },
    { label: `${of}: processor time for one`, value: processor, unit: "ms" },
    { label: `${of}: as many as it takes`, value: perSecond, unit: "a second" },
    ...(beside === undefined
      ? []
      : [
          {
            label: `${of}: as many as it takes, beside Probot`,
            value: perSecond / rateOf(beside.flood),
            unit: "times",
          },
        ]),
  ];
}

function rateOf({ sent, failed, seconds }: Sent): number {
  return (sent - failed) / seconds;
}

async function measured(
  server: Parameters<typeof startAppProcess>[0],
  seconds: number,
): Promise<Measured> {
  const app = await startAppProcess(server);
  try {
    await send(app, { seconds: WARM_UP });
    await send(app, { seconds: WARM_UP, rate: RATE });
    await settled(app);
    const used = await processorTime(app.child);
    const held = await send(app, { seconds, rate: RATE });
    await settled(app);
    const processor = ((await processorTime(app.child)) - used) / held.sent;
    return { held, processor, flood: await send(app, { seconds: FLOOD }) };
  } finally {
    app.child.kill("SIGKILL");
  }
}

/** Waits until the server has worked off what it took in. */
async function settled({ child }: AppProcess): Promise<void> {
  for (let before = -1, now = 0; now - before > 50; await sleep(500)) {
    before = now;
    now = await processorTime(child);
  }
}

async function send({ port }: AppProcess, how: Pick<Sending, "seconds" | "rate">): Promise<Sent> {
  const sending: Sending = {
    port,
    secret: APP_SEED.webhookSecret,
    event: "check_run",
    body: foreignCheck(),
    senders: SENDERS,
    ...how,
  };
  const [command, ...options] = commandOn(
    "the others",
    join(import.meta.dirname, "send-webhooks.ts"),
  );
  const { stdout } = await promisify(execFile)(command, [...options, JSON.stringify(sending)]);
  return JSON.parse(stdout) as Sent;
}

/** What a check run of somebody else's that has ended is told by, as long as GitHub's are. */
function foreignCheck(): string {
  const payload = {
    action: "completed",
    check_run: {
      id: 1,
      name: "unit tests",
      head_sha: "1".repeat(40),
      status: "completed",
      conclusion: "success",
      app: { id: 999, slug: "ci" },
      check_suite: { id: 1, head_branch: "change" },
      pull_requests: [],
      output: { title: "All passed", summary: "" },
    },
    repository: {
      id: 1,
      name: "scanner",
      full_name: "acme/scanner",
      owner: { login: "acme", id: 1 },
    },
    installation: { id: 101 },
    sender: { login: "ci[bot]", id: 2, type: "Bot" },
  };
  const room = BYTES - JSON.stringify(payload).length;
  payload.check_run.output.summary = "Passed: one more test. ".repeat(BYTES).slice(0, room);
  return JSON.stringify(payload);
}

/** Measures on a database of its own, or says why there is none. */
async function onPostgres(
  measure: (url: string) => Promise<Measured>,
): Promise<Measured | { readonly why: string }> {
  const cluster = await startCluster().catch((error: unknown) => ({ why: String(error) }));
  if ("why" in cluster) return cluster;
  try {
    return await measure(cluster.url);
  } finally {
    await cluster.stop();
  }
}

async function seed(github: GitHub): Promise<string> {
  const privateKey = generateAppKey();
  await github.seed({
    organizations: [{ login: "acme", members: {} }],
    repositories: [{ owner: "acme", name: "scanner", files: { "README.md": "# Scanner\n" } }],
    apps: [
      {
        ...APP_SEED,
        id: 1,
        slug: "app-1",
        privateKey,
        installations: [{ id: 101, account: "acme", repositories: ["scanner"] }],
      },
    ],
  });
  return privateKey;
}
