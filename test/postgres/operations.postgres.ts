import { setTimeout as sleep } from "node:timers/promises";

import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";

import { GATES } from "../../src/main/app/queues/gates.ts";
import { putJob } from "../../src/main/app/queues/folding-queue.ts";
import type { JobStore } from "../../src/ports/job-store.ts";
import { openPool } from "../../src/queue/postgres/open-pool.ts";
import { openPostgresJobStore } from "../../src/queue/postgres/postgres-job-store.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { mltrl } from "../cli/command-line.ts";
import {
  ADMIN_TOKEN,
  type LogLine,
  named,
  type ObservedApp,
  startObservedApp,
} from "../support/observed-app.ts";
import { INSTALLATION, OWNER } from "../support/people.ts";
import { CARD, cardText, scannerFiles } from "../support/repository-files.ts";
import { createDatabase } from "./own-database.ts";

jest.setTimeout(90_000);

let database: Awaited<ReturnType<typeof createDatabase>>;
let world: ObservedApp;
/** GitHub's number of the repository in it. */
let repository: number;
beforeAll(async () => {
  database = await createDatabase();
  world = await startObservedApp({ DATABASE_URL: database.url });
  const scanner = await world.repository("scanner", {
    files: scannerFiles(),
    branches: { topic: { [CARD]: cardText({ sections: { "TL;DR": "Marks nodules." } }) } },
    tags: ["v1.0.0"],
  });
  await scanner.propose("topic");
  await world.until(() => judged().length > 0);
  repository = Number(judged()[0]?.["repository"]);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

function judged(): readonly LogLine[] {
  return world.log().filter(({ msg }) => msg === "judged");
}

function admin(...args: readonly string[]) {
  return mltrl("/", ["admin", ...args, "--url", world.operationsUrl], {
    environment: { ADMIN_TOKEN },
  });
}

async function metric(series: string): Promise<number> {
  const all = await fetch(`${world.operationsUrl}/metrics`).then((answer) => answer.text());
  const line = all.split("\n").find((each) => each.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? "0");
}

async function isBusy(store: JobStore): Promise<boolean> {
  const counts = await store.counts();
  return counts.some(({ queue, due, active }) => queue === GATES.name && due + active > 0);
}

/** Verdicts of pull requests that another replica fails to give for good, while the App stands still. */
async function fail(...pullRequests: readonly number[]): Promise<void> {
  const pool = openPool({ url: database.url, report: () => undefined });
  const once = { ...GATES, retries: { tries: 1, first: 1, most: 1 } };
  const store = await openPostgresJobStore({
    pool,
    schema: "mltrl",
    queues: [once],
    clock: systemClock,
    random: Math.random,
    report: () => undefined,
  });
  // What the App has at work would end as a dead letter too.
  while (await isBusy(store)) await sleep(10);
  world.app.freeze();
  store.work(once, { concurrency: 1, lease: 30_000, limit: 30_000 }, () =>
    Promise.reject(new Error("it cannot be read", { cause: new Error("GitHub hung up") })),
  );
  for (const pullRequest of pullRequests) {
    const scanner = { id: repository, owner: OWNER, name: "scanner", installation: INSTALLATION };
    await putJob(store, once, { repository: scanner, pullRequest });
  }
  while ((await store.dead(once)).length < pullRequests.length) await sleep(10);
  await store.close();
  await pool.end();
  world.app.thaw();
}

test("dead letters in the database are counted, listed, shown, run again and given up", async () => {
  await fail(1, 4711);
  const listed = (await admin("list")).out.trim().split("\n");
  expect(listed).toHaveLength(2);
  for (const line of listed) expect(line).toMatch(/ gates {2}\d+#(1|4711) {2}1 try {2}it cannot be read$/); // prettier-ignore
  await world.until(async () => (await metric('mltrl_jobs{queue="gates",state="dead"}')) === 2);
  expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
  const idOf = (key: string): string =>
    listed.find((line) => line.includes(`#${key} `))?.split(" ")[0] ?? "";
  const shown = await admin("show", idOf("1"));
  expect(shown.out).toContain("caused by: GitHub hung up");

  const before = judged().length;
  expect(await admin("redrive", idOf("1"))).toMatchObject({ code: 0, err: "" });
  await world.until(() => judged().length > before);
  expect(judged().at(-1)).toMatchObject({ pullRequest: 1, repository });
  expect(await admin("discard", idOf("4711"))).toMatchObject({ code: 0, err: "" });
  expect(await admin("discard", idOf("4711"))).toMatchObject({ code: 1 });
  expect(await admin("list")).toMatchObject({ code: 0, out: "No job has failed for good.\n" });
  await world.until(async () => (await metric('mltrl_jobs{queue="gates",state="dead"}')) === 0);
});

test("a repository is judged again on demand", async () => {
  const before = judged().length;
  expect(await admin("judge", named("scanner"))).toMatchObject({ code: 0, err: "" });
  await world.until(() => judged().length > before);
});

test("numbers and readiness are those of the database", async () => {
  const answer = await fetch(`${world.url}/readyz`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    conditions: { store: true, backlog: true, github: true },
  });
  expect(await metric('mltrl_ready{condition="store"}')).toBe(1);
  expect(await metric('mltrl_webhooks_total{status="202"}')).toBeGreaterThan(0);
  expect(await metric('mltrl_jobs{queue="sweeps",state="later"}')).toBeGreaterThan(0);
});
