import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import {
  createWebhookServer,
  type WebhookServer,
} from "../../../src/github/webhooks/webhook-server.ts";
import { boundedIntake } from "../../../src/main/app/bounded-intake.ts";
import { DELIVERIES } from "../../../src/main/app/queues/deliveries.ts";
import type { JobStore } from "../../../src/ports/job-store.ts";
import { openSqliteJobStore } from "../../../src/queue/sqlite/sqlite-job-store.ts";
import { systemClock } from "../../../src/queue/system-clock.ts";

const SECRET = "a secret of the test";
const MOST = 5;

let directory: string;
let store: JobStore;
let server: WebhookServer;
let port: number;
let now: number;
let counted: number;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "mltrl-intake-"));
  now = systemClock.now();
  counted = 0;
  store = openSqliteJobStore({
    directory,
    queues: [DELIVERIES],
    clock: systemClock,
    random: Math.random,
    report: () => undefined,
  });
  const countingStore: Pick<JobStore, "add" | "counts"> = {
    add: (queue, job) => store.add(queue, job),
    counts: () => {
      counted += 1;
      return store.counts();
    },
  };
  const takeIn = boundedIntake(countingStore, { now: () => now }, MOST);
  server = createWebhookServer({
    secrets: [SECRET],
    accept: ({ id, event, payload }) => takeIn({ id, data: { event, payload, receivedAt: now } }),
    health: () => ({}),
    readiness: () => Promise.resolve({ ready: true }),
    logger: { warn: () => undefined, error: () => undefined },
  });
  port = await server.listen(0, "127.0.0.1");
});

afterEach(async () => {
  await server.close(0);
  await store.close();
  rmSync(directory, { recursive: true });
});

async function deliver(id: string): Promise<number> {
  const body = "{}";
  const response = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": id,
      "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
    },
    body,
  });
  await response.text();
  return response.status;
}

const OPTIONS = { concurrency: 5, lease: 60_000, limit: 60_000 };

test("a webhook is refused while too many wait, and taken when GitHub sends it again later", async () => {
  const answers: number[] = [];
  for (let i = 0; i < MOST + 2; i += 1) answers.push(await deliver(`id-${i}`));
  expect(answers).toEqual([202, 202, 202, 202, 202, 503, 503]);
  now += 1000;
  expect(await deliver("id-5")).toBe(503);

  const worked: string[] = [];
  store.work(DELIVERIES, OPTIONS, ({ id = "" }) => Promise.resolve(void worked.push(id)));
  while (worked.length < MOST) await sleep(10);
  // What was refused is not known: nothing was kept of it.
  expect(await deliver("id-5")).toBe(503);
  now += 1000;
  expect(await deliver("id-5")).toBe(202);
  expect(await deliver("id-4")).toBe(200);
  while (worked.length < MOST + 1) await sleep(10);
  expect(worked.toSorted()).toEqual(["id-0", "id-1", "id-2", "id-3", "id-4", "id-5"]);
});

test("what waits is not counted for each webhook", async () => {
  store.work(DELIVERIES, OPTIONS, () => Promise.resolve());
  for (let i = 0; i < 4 * MOST; i += 1) {
    await deliver(`id-${i}`);
    now += 1000;
  }
  expect(counted).toBeLessThanOrEqual(5);
  await Promise.all(Array.from({ length: 3 * MOST }, (_, i) => deliver(`other-${i}`)));
  expect(counted).toBeLessThanOrEqual(6);
});

test("a store that takes nothing is a failed delivery", async () => {
  expect(await deliver("a")).toBe(202);
  await store.close();
  expect(await deliver("b")).toBe(503);
});

test("a webhook is taken as soon as the store can be counted again", async () => {
  const takeIn = boundedIntake(
    {
      add: (queue, job) => store.add(queue, job),
      counts: async () => {
        counted += 1;
        if (counted === 1) throw new Error("the database is away");
        return store.counts();
      },
    },
    { now: () => now },
    MOST,
  );
  const job = { id: "a", data: { event: "push", payload: "{}", receivedAt: now } };
  await expect(takeIn(job)).rejects.toThrow("the database is away");
  expect(await takeIn(job)).toBe("added");
});
