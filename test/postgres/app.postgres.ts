import { createHmac } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";

import { openStores } from "../../src/main/app/open-stores.ts";
import { deliveries } from "../ports/job-store-contract.ts";
import { startCutProxy } from "../support/cut-proxy.ts";
import { APP_ID, SECRET, startWorld } from "../support/gated-world.ts";
import { scannerIn } from "../support/scanner.ts";
import { createDatabase } from "./own-database.ts";

jest.setTimeout(60_000);

let database: Awaited<ReturnType<typeof createDatabase>>;
let url: string;
let directory: string;
beforeEach(async () => {
  database = await createDatabase();
  ({ url } = database);
  directory = mkdtempSync(join(tmpdir(), "mltrl-app-"));
});
afterEach(async () => {
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

const options = () => ({
  dataDirectory: directory,
  databaseUrl: url,
  queues: [deliveries],
  report: () => undefined,
});

test("the App judges by jobs that are kept in the database, before and after a new start", async () => {
  const world = await startWorld({ databaseUrl: url, dataDirectory: directory });
  const { repository, propose } = await scannerIn(world, "in-the-database");
  const first = await propose("first", { "docs/notes.md": "# Notes\n" });
  expect(await first.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
  await world.stopApp();
  await world.startApp();
  const second = await propose("second", { "docs/more.md": "# More\n" });
  expect(await second.tryMerge()).toMatchObject({ conclusion: "success", merge: 200 });
  expect(await repository.as("researcher").checkRuns(await second.head(), APP_ID)).toHaveLength(1);
  expect(readdirSync(directory)).not.toContain("jobs.sqlite");
  await world.close();
});

test("the App refuses webhooks while the database is out of reach, and takes them when it is back", async () => {
  const proxy = await startCutProxy(Number(new URL(url).port));
  const behind = new URL(url);
  behind.port = String(proxy.port);
  const world = await startWorld({ databaseUrl: behind.href, dataDirectory: directory });
  const app = `http://127.0.0.1:${world.port}`;
  const deliver = async (): Promise<number> => {
    const body = JSON.stringify({ zen: "Keep it logically awesome." });
    const signature = createHmac("sha256", SECRET).update(body).digest("hex");
    const response = await fetch(`${app}/api/github/webhooks`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-github-event": "ping",
        "x-github-delivery": "3f6a9c1e-0000-4000-8000-000000000001",
        "x-hub-signature-256": `sha256=${signature}`,
      },
      body,
    });
    return response.status;
  };
  proxy.refuse();
  expect(await deliver()).toBe(503);
  expect((await fetch(`${app}/readyz`)).status).toBe(503);
  expect((await fetch(`${app}/healthz`)).status).toBe(200);
  proxy.mend();
  let answer = await deliver();
  for (let attempt = 0; answer === 503 && attempt < 50; attempt++) {
    await sleep(100); // what waits is counted anew each second
    answer = await deliver();
  }
  expect(answer).toBe(202);
  expect(await deliver()).toBe(200);
  expect((await fetch(`${app}/readyz`)).status).toBe(200);
  await world.close();
  await proxy.close();
});

test("stores in the database may be opened by two processes, and stay when they are closed", async () => {
  const [one, two] = await Promise.all([openStores(options()), openStores(options())]);
  expect(await one.jobs.add(deliveries, { id: "a", data: "a" })).toBe("added");
  await one.close();
  expect(await two.jobs.add(deliveries, { id: "a", data: "a" })).toBe("duplicate");
  await two.close();
});

test("a database that is not there is told at once", async () => {
  const absent = url.replace(/[^/]+$/, "absent");
  await expect(openStores({ ...options(), databaseUrl: absent })).rejects.toThrow(
    'database "absent" does not exist',
  );
  expect(existsSync(join(directory, "jobs.sqlite"))).toBe(false);
});
