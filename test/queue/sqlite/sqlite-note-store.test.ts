import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "@jest/globals";

import { openSqliteNoteStore } from "../../../src/queue/sqlite/sqlite-note-store.ts";
import { describeNoteStore } from "../../ports/note-store-contract.ts";

const scratch = mkdtempSync(join(tmpdir(), "mltrl-notes-"));
afterAll(() => rmSync(scratch, { recursive: true }));

let count = 0;
describeNoteStore("notes in a file", (clock) => {
  const file = join(scratch, `${(count += 1)}.sqlite`);
  const opened = [openSqliteNoteStore(file, clock)];
  const open = () => {
    const next = openSqliteNoteStore(file, clock);
    opened.push(next);
    return next;
  };
  return {
    store: opened[0] ?? open(),
    again: open,
    close: () => opened.forEach((each) => each.close()),
  };
});

test("a write that cannot be made leaves what was there, and the next one is made", async () => {
  const store = openSqliteNoteStore(":memory:", { now: () => 0 });
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  await expect(store.write("a", { one: { value: 1 }, two: { value: circle } })).rejects.toThrow(
    "circular",
  );
  await store.write("a", { three: { value: 3 } });
  expect(await store.read(["a"])).toEqual([{ turn: 0, notes: new Map([["three", 3]]) }]);
  store.close();
});
