import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type GitHub, startGitHub } from "../test/github/start-github.ts";
import { APP_ID, SECRET } from "../test/support/gated-world.ts";
import { openPullRequests, seedOrganizations } from "./soak/organizations.ts";
import { type Backlog, type SoakedApp, startSoakedApp } from "./soak/soaked-app.ts";
import { startTraffic, type Traffic } from "./soak/traffic.ts";
import { growthPerHour, quantile, type Sample } from "./soak/trend.ts";

/** What may be at most, once warm: growth in a measured time, and how late the App may be. */
const MOST_GROWTH = 0.1;
const MOST_AGE = 30;
/** Webhooks that are still on their way when it ends are waited for so long, in milliseconds. */
const AFTERWARDS = 60_000;

/** What one stretch of the run looked like. */
interface Stretch {
  readonly minute: number;
  readonly resident: number;
  readonly heap: number;
  readonly depth: number;
  readonly age: number;
  readonly dead: number;
}

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    rate: { type: "string", default: "50" },
  },
});
const minutes = Number(values.minutes);
const rate = Number(values.rate);
if (!(minutes > 0 && rate > 0)) throw new Error("--minutes and --rate are numbers above 0");
/** Caches fill and code is compiled in a third of the time, or the first five minutes. */
const warmUp = Math.min(5, minutes / 3);

/** What went on in all. */
const totals = { events: 0, refused: 0, judged: 0, written: 0 };

const github = await startGitHub();
let app: SoakedApp | undefined;
try {
  const privateKey = await seedOrganizations(github);
  app = await startSoakedApp({
    APP_ID: String(APP_ID),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: SECRET,
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: github.url,
  });
  await github.setWebhookUrl({ app: APP_ID, url: app.webhooks });
  const pulls = await openPullRequests(github);
  console.log(
    `${pulls.length} pull requests are open; ${rate} webhooks a second for ${minutes} min`,
  );
  const traffic = startTraffic(app.webhooks, pulls, rate);
  const stretches = await watch(app, github, traffic);
  await traffic.stop();
  const left = await settled(app);
  await told(github, traffic);
  if (!judge(stretches, left)) process.exitCode = 1;
} finally {
  await app?.close();
  await github.close();
}

/** Looks every second and tells every minute, or more often in a short run. */
async function watch(soaked: SoakedApp, hub: GitHub, traffic: Traffic): Promise<Stretch[]> {
  console.log(
    "minute  RSS MB  heap MB  backlog  oldest s  events  refused  p99 ms  judged  written  dead",
  );
  const stretches: Stretch[] = [];
  const every = Math.min(60_000, (minutes * 60_000) / 8);
  const started = Date.now();
  for (let next = started + every; next <= started + minutes * 60_000 + 500; next += every) {
    const looks: Backlog[] = [];
    while (Date.now() < next) {
      looks.push(await soaked.backlog());
      await sleep(Math.min(1000, Math.max(0, next - Date.now())));
    }
    const tally = await told(hub, traffic);
    const stretch = {
      minute: (Date.now() - started) / 60_000,
      resident: await soaked.resident(),
      heap: await soaked.heap(),
      depth: Math.max(...looks.map(({ depth }) => depth)),
      age: Math.max(...looks.map(({ age }) => age)),
      dead: looks.at(-1)?.dead ?? 0,
    };
    stretches.push(stretch);
    console.log(
      [
        stretch.minute.toFixed(1).padStart(6),
        stretch.resident.toFixed(0).padStart(6),
        stretch.heap.toFixed(1).padStart(7),
        String(stretch.depth).padStart(7),
        stretch.age.toFixed(1).padStart(8),
        String(tally.events).padStart(6),
        String(tally.refused).padStart(7),
        tally.p99.toFixed(0).padStart(6),
        String(tally.judged).padStart(6),
        String(tally.written).padStart(7),
        String(stretch.dead).padStart(4),
      ].join("  "),
    );
  }
  return stretches;
}

/** What went on since the last time; the stand-in forgets it, so that it does not fill the memory. */
async function told(hub: GitHub, { sent }: Traffic) {
  await hub.pauseWebhooks();
  await hub.settled(); // what is on its way is neither forgotten nor taken to have failed
  const deliveries = await hub.deliveries({ app: APP_ID });
  const asked = await hub.ledger({ app: APP_ID });
  await Promise.all([hub.clearDeliveries(), hub.clearLedger()]);
  await hub.resumeWebhooks();
  const tally = {
    events: sent.count + deliveries.length,
    refused:
      [...sent.refused.values()].reduce((sum, count) => sum + count, 0) +
      deliveries.filter(({ statusCode }) => statusCode !== 202).length,
    p99: quantile(sent.took, 0.99),
    judged: asked.filter(({ operationName }) => operationName === "EvaluatePullRequest").length,
    written: asked.filter(({ path, kind }) => kind === "rest-write" && path.includes("/check-runs"))
      .length,
  };
  totals.events += tally.events;
  totals.refused += tally.refused;
  totals.judged += tally.judged;
  totals.written += tally.written;
  for (const [what, count] of sent.refused) console.log(`        ${count} times: ${what}`);
  for (const { statusCode, status, event, duration } of deliveries) {
    if (statusCode !== 202)
      console.log(`        ${event}: ${statusCode} ${status} after ${duration} s`);
  }
  sent.count = 0;
  sent.took = [];
  sent.refused.clear();
  return tally;
}

/** What is left when nothing comes any more. */
async function settled(soaked: SoakedApp): Promise<Backlog> {
  for (const end = Date.now() + AFTERWARDS; ; await sleep(500)) {
    const left = await soaked.backlog();
    if (left.depth === 0 || Date.now() > end) return left;
  }
}

/** Says how memory, backlog and dead letters stand, and whether all is as it has to be. */
function judge(stretches: readonly Stretch[], left: Backlog): boolean {
  const warm = stretches.filter(({ minute }) => minute > warmUp);
  const samples = (of: (stretch: Stretch) => number): Sample[] =>
    warm.map((stretch) => ({ minute: stretch.minute, value: of(stretch) }));
  const resident = grown(samples((stretch) => stretch.resident));
  const heap = grown(samples((stretch) => stretch.heap));
  const depth = Math.max(...stretches.map((stretch) => stretch.depth));
  const age = Math.max(...warm.map((stretch) => stretch.age));
  const lines: [line: string, good: boolean][] = [
    [
      `webhooks: ${totals.events}, refused: ${totals.refused}; judged ${totals.judged} times, checks written: ${totals.written}`,
      totals.refused === 0 && totals.judged > 0,
    ],
    [`resident memory: ${resident.text}`, true],
    [`heap after clearing up: ${heap.text}`, heap.part <= MOST_GROWTH],
    [`largest backlog: ${depth} jobs`, true],
    [
      `oldest job that was due, once warm: ${age.toFixed(1)} s (at most ${MOST_AGE})`,
      age <= MOST_AGE,
    ],
    [`left when nothing came any more: ${left.depth} jobs`, left.depth === 0],
    [`dead letters: ${left.dead}`, left.dead === 0],
  ];
  for (const [line, good] of lines) console.log(`${good ? "ok  " : "NOT "}  ${line}`);
  return lines.every(([, good]) => good);
}

/** How a value grew while the App was warm. */
function grown(samples: readonly Sample[]): { readonly part: number; readonly text: string } {
  const values = samples.map(({ value }) => value);
  const perHour = growthPerHour(samples);
  const measured = (samples.at(-1)?.minute ?? 0) - (samples[0]?.minute ?? 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const part = (perHour * measured) / 60 / mean;
  return {
    part,
    text: `${mean.toFixed(1)} MB on average, ${Math.max(...values).toFixed(1)} at most, ${perHour.toFixed(1)} MB an hour (${(100 * part).toFixed(1)} % in the ${measured.toFixed(0)} min that were measured)`,
  };
}
