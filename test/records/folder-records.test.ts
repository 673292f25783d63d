import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { folderRecords } from "../../src/records/folder-records.ts";
import { recordsContract } from "../ports/records-contract.ts";
import { fakeRecords } from "../support/fake-records.ts";

const scratch = mkdtempSync(join(tmpdir(), "mltrl-records-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

recordsContract("the fake", () => {
  const store = fakeRecords();
  return Promise.resolve({ store: () => Promise.resolve(store), close: () => undefined });
});

recordsContract("a folder", () => {
  const folder = join(scratch, "contract", "42");
  return Promise.resolve({
    store: () => Promise.resolve(folderRecords(folder)),
    close: () => undefined,
  });
});

test("a folder is its owner's, and shows nothing of a write that was cut off", async () => {
  const folder = join(scratch, "cut-off");
  const store = folderRecords(folder);
  const record = { name: "000001-7-aaaaaaaaaaaa.json", text: "{}\n", message: "" };
  await store.append(record, undefined);
  writeFileSync(join(folder, "000002-8-bbbbbbbbbbbb.json.draft"), "{");
  expect(await store.list()).toMatchObject({ value: { tip: record.name } });
  const next = { ...record, name: "000002-8-bbbbbbbbbbbb.json" };
  expect(await store.append(next, record.name)).toMatchObject({ value: "appended" });
  expect(readdirSync(folder)).toEqual([record.name, next.name]);
  expect(statSync(join(folder, next.name)).mode & 0o077).toBe(0);
});

test("a folder that is none is said to be so", async () => {
  const file = join(scratch, "file");
  writeFileSync(file, "");
  expect(await folderRecords(file).list()).toMatchObject({ state: "unavailable" });
});
