import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { openStores } from "../../../src/main/app/open-stores.ts";
import { deliveries } from "../../ports/job-store-contract.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mltrl-stores-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const open = () =>
  openStores({
    dataDirectory: join(root, "data"),
    queues: [deliveries],
    report: () => undefined,
  });

test("without a database everything lies in the directory, which one process owns", async () => {
  const stores = await open();
  await stores.jobs.add(deliveries, { id: "a", data: "a" });
  await expect(open()).rejects.toThrow("is in use by another process of mltrl-gate");
  await stores.close();
  const next = await open();
  expect(await next.jobs.counts()).toMatchObject([{ due: 1 }]);
  await next.close();
});

test("a database that cannot be reached is told and nothing is opened beside it", async () => {
  const databaseUrl = "postgres://nobody@127.0.0.1:1/none";
  await expect(
    openStores({
      dataDirectory: root,
      databaseUrl,
      queues: [deliveries],
      report: () => undefined,
    }),
  ).rejects.toThrow("The database that DATABASE_URL names cannot be used: connect ECONNREFUSED");
  expect(readdirSync(root)).toEqual([]);
});
