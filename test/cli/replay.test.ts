import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { textDigest } from "../../src/core/source/canonical-json.ts";
import { folderRecords } from "../../src/records/folder-records.ts";
import { recordFakeMerge } from "../support/record-fake-merge.ts";
import { mltrl } from "./command-line.ts";
import { temporaryRepositories } from "./repositories.ts";

const repository = temporaryRepositories();

/** A folder with two records. */
async function recorded() {
  const { folder } = repository({ "README.md": "# nn\n" });
  const store = folderRecords(join(folder, "kept"));
  await recordFakeMerge(7, [store]);
  await recordFakeMerge(8, [store]);
  const [name = ""] = readdirSync(join(folder, "kept"));
  const path = join(folder, "kept", name);
  const text = readFileSync(path, "utf8");
  return {
    folder,
    name,
    text,
    digest: textDigest(text),
    rewrite: (by: string) => writeFileSync(path, by),
  };
}

test("gives the decision on record, from a file, a number or a digest", async () => {
  const { folder, name, digest } = await recorded();
  const ways = [
    [`kept/${name}`],
    ["1", "--records", "kept"],
    [digest, "--records", "kept"],
    [digest.slice("sha256:".length, 24), "--records", "kept"],
  ];
  for (const way of ways) {
    const { code, out, err } = await mltrl(folder, ["replay", ...way]);
    expect({ way, code, err }).toEqual({ way, code: 0, err: "" });
    expect(out).toContain("✓ mltrl/main  ");
    expect(out).toContain(`${name}: the same decision\n`);
    expect(out).toContain(digest);
  }
});

test("as data", async () => {
  const { folder, name, digest } = await recorded();
  const { out } = await mltrl(folder, ["replay", "1", "--records", "kept", "--json"]);
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    record: name,
    digest,
    differences: [],
    leftOut: [],
    again: { components: [{ id: "nodule-detector", level: 2, target: 3, conclusion: "success" }] },
  });
});

test("tells what is judged otherwise than it is on record", async () => {
  const { folder, name, text, rewrite } = await recorded();
  // Whoever approved is made to have seen something else.
  rewrite(text.replaceAll(/"claimedLevel":3/g, '"claimedLevel":2'));
  const { code, out } = await mltrl(folder, ["replay", `kept/${name}`]);
  expect(code).toBe(1);
  expect(out).toMatch(/differences\n/);
  expect(out).toContain("  nodule-detector review-panel-satisfied\n    then  pass: the panel");
  expect(out).toContain("    now   pending: 0 of 1 seats");
});

test.each<[what: string, args: string[], reason: string]>([
  ["no record of that number", ["9", "--records", "kept"], 'no record is "9"'],
  ["a folder that is not there", ["1", "--records", "kebt"], "there is no folder kebt: --records"],
  ["no records at all", ["1"], "git fetch origin refs/mltrl/records:refs/mltrl/records"],
  ["a file that is none", ["README.md"], "README.md is no JSON"],
])("ends with 2 where there is %s", async (_, args, reason) => {
  const { folder } = await recorded();
  const { code, err } = await mltrl(folder, ["replay", ...args]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(reason) });
});

test.each([
  ["of a later format", (text: string) => text.replace('"version":1}', '"version":2}'), "format 2"],
  [
    "without what belongs to it",
    (text: string) => text.replace('"events":', '"event":'),
    "is no capsule",
  ],
  [
    "whose facts are none",
    (text: string) => text.replace('"judged":', '"judge":'),
    "cannot be judged",
  ],
])("a record %s is not judged", async (_, edit, reason) => {
  const { folder, name, text, rewrite } = await recorded();
  rewrite(edit(text));
  const { code, err } = await mltrl(folder, ["replay", `kept/${name}`]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(reason) });
});
