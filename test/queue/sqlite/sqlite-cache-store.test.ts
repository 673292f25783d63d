import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DatabaseSync } from "node:sqlite";

import { afterAll, expect, test } from "@jest/globals";

import { openSqliteCacheStore } from "../../../src/queue/sqlite/sqlite-cache-store.ts";
import { systemClock } from "../../../src/queue/system-clock.ts";
import { describeCacheStore } from "../../ports/cache-store-contract.ts";

const scratch = mkdtempSync(join(tmpdir(), "mltrl-cache-"));
afterAll(() => rmSync(scratch, { recursive: true }));

let count = 0;
describeCacheStore("a cache in a file", (mostBytes) => {
  const file = join(scratch, `${(count += 1)}.sqlite`);
  const opened: ReturnType<typeof openSqliteCacheStore>[] = [];
  const open = () => {
    const next = openSqliteCacheStore(file, mostBytes, systemClock);
    opened.push(next);
    return next;
  };
  return { store: open(), again: open, close: () => opened.forEach((each) => each.close()) };
});

test("a file of the first version is brought up with what it holds", async () => {
  const file = join(scratch, "first.sqlite");
  const first = new DatabaseSync(file);
  first.exec(`
    CREATE TABLE entry (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      "group" TEXT NOT NULL,
      key TEXT NOT NULL,
      bytes BLOB NOT NULL,
      UNIQUE ("group", key)
    ) STRICT;
    CREATE INDEX entry_group ON entry ("group", seq);
    CREATE TABLE used ("group" TEXT PRIMARY KEY, at REAL NOT NULL, size INTEGER NOT NULL) STRICT;
    INSERT INTO entry VALUES (1, 'a', 'one', x'07');
    INSERT INTO used VALUES ('a', 1, 1);
    PRAGMA user_version = 1;
  `);
  first.close();
  const store = openSqliteCacheStore(file, 1000, systemClock);
  await store.keep("a", [{ key: "two", bytes: Uint8Array.of(8), lasts: 60_000 }]);
  const { entries } = await store.read("a", 0, 1000);
  expect(entries).toMatchObject([{ key: "one" }, { key: "two", lasts: expect.any(Number) }]);
  store.close();
});
