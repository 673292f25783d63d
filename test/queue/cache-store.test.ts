import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll } from "@jest/globals";

import { openSqliteCacheStore } from "../../src/queue/sqlite-cache-store.ts";
import { systemClock } from "../../src/queue/system-clock.ts";
import { describeCacheStore } from "../ports/cache-store-contract.ts";

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
