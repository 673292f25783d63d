import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "@jest/globals";

import { createObjectCache } from "../../../src/github/caches/object-cache.ts";
import { sharedObjects } from "../../../src/github/caches/shared-objects.ts";
import type { CacheStore } from "../../../src/ports/cache-store.ts";
import { openSqliteCacheStore } from "../../../src/queue/sqlite/sqlite-cache-store.ts";

const MUCH = 100_000_000;

/** What one process of a version knows, over a store. */
function processOn(store: CacheStore, form = "1.0.0") {
  const faults: unknown[] = [];
  const report = (error: unknown): void => void faults.push(error);
  return { faults, objects: sharedObjects(createObjectCache(MUCH), { store, form, report }) };
}

function aStore() {
  return openSqliteCacheStore(":memory:", MUCH, { now: () => 0 });
}

test("what one process has read another one knows, of this repository", async () => {
  const store = aStore();
  const { objects } = processOn(store);
  const entries = [{ path: "a b", type: "blob", id: "b1", mode: "100644", size: 3 }] as never;
  objects.keepBlob(5, "b1", Uint8Array.of(0, 255, 10));
  objects.keepTree(5, "t1", entries);
  objects.keepRoot(5, "c1", "t1");
  await sleep(100);
  const { objects: other, faults } = processOn(store);
  expect(other.blob(5, "b1")).toBeUndefined();
  await other.load(5);
  expect([...(other.blob(5, "b1") ?? [])]).toEqual([0, 255, 10]);
  expect(other.tree(5, "t1")).toEqual(entries);
  expect(other.root(5, "c1")).toBe("t1");
  await other.load(6);
  expect(other.blob(6, "b1")).toBeUndefined();
  expect(faults).toEqual([]);
});

test("what is known already is not written again, and another version reads none of it", async () => {
  const kept: string[] = [];
  const store = aStore();
  const watched: CacheStore = {
    ...store,
    keep: (group, entries) => {
      kept.push(...entries.map(({ key }) => key));
      return store.keep(group, entries);
    },
  };
  const { objects } = processOn(watched);
  for (let verdict = 0; verdict < 2; verdict += 1) {
    objects.keepBlob(5, "b1", Uint8Array.of(1));
    await sleep(100);
  }
  const next = processOn(watched);
  await next.objects.load(5);
  next.objects.keepBlob(5, "b1", Uint8Array.of(1));
  await sleep(100);
  expect(kept).toEqual(["blob b1"]);
  const upgraded = processOn(watched, "2.0.0");
  await upgraded.objects.load(5);
  expect(upgraded.objects.blob(5, "b1")).toBeUndefined();
});

test("a store that fails is done without", async () => {
  const store: CacheStore = {
    read: () => Promise.reject(new Error("away")),
    keep: () => Promise.reject(new Error("full")),
  };
  const { objects, faults } = processOn(store);
  await objects.load(5);
  objects.keepBlob(5, "b1", Uint8Array.of(1));
  await sleep(100);
  expect(objects.blob(5, "b1")).toEqual(Uint8Array.of(1));
  expect(faults).toEqual([new Error("away"), new Error("full")]);
});

test("an entry that cannot be read does not fail, nor do those after it", async () => {
  const store = aStore();
  await store.keep("1.0.0 5", [{ key: "blob b1", bytes: Uint8Array.of(1, 2, 3) }]);
  const { objects, faults } = processOn(store);
  await objects.load(5);
  expect(objects.blob(5, "b1")).toBeUndefined();
  expect(faults).toHaveLength(1);
});
