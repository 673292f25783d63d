import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { Client } from "pg";

import { openStores } from "../../src/main/open-stores.ts";
import { deliveries } from "../ports/job-store-contract.ts";
import { APP_ID, startWorld } from "../support/gated-world.ts";
import { scannerIn } from "../support/scanner.ts";
import { databaseUrl, freshSchema } from "./schema.ts";

jest.setTimeout(60_000);

/** A database of the test's own: the App's schema has one name. */
let url: string;
let directory: string;
beforeEach(async () => {
  const name = freshSchema();
  await administer(`CREATE DATABASE ${name}`);
  const own = new URL(databaseUrl());
  own.pathname = `/${name}`;
  url = own.href;
  directory = mkdtempSync(join(tmpdir(), "mltrl-app-"));
});
afterEach(async () => {
  await administer(`DROP DATABASE ${new URL(url).pathname.slice(1)}`);
  rmSync(directory, { recursive: true, force: true });
});

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl() });
  await client.connect();
  await client.query(statement);
  await client.end();
}

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
