import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/failure-cases.md"), "utf8");

/** Cases that no test pins yet. The list may only shrink. */
const OPEN: readonly string[] = [];

interface Case {
  readonly id: string;
  readonly says: string;
  readonly tests: readonly { readonly path: string; readonly name: string }[];
}

const CASES: readonly Case[] = [
  ...PAGE.matchAll(/^\| (F\d+) +\| (.*?) +\| (.*?) +\| (.*?) +\|$/gm),
].map(([, id = "", , says = "", held = ""]) => ({
  id,
  says,
  tests: [...held.matchAll(/\]\(\.\.\/(\S+?)\) “(.*?)”(?:;|$)/g)].map(
    ([, path = "", name = ""]) => ({
      path,
      name,
    }),
  ),
}));

/** Names of tests, of groups of them and of rows of their tables, as they stand in a file. */
function namesIn(path: string): string[] {
  const text = readFileSync(join(ROOT, path), "utf8");
  return [
    ...text.matchAll(
      /(?:test|describe)(?:\.each)?\(\s*"([^"\n]+)"|\)\(\s*"([^"\n]+)"|^ {2,6}\[?"([^"\n]+)",/gm,
    ),
  ].map(([, named, table, row]) => named ?? table ?? row ?? "");
}

test("the page has every case once", () => {
  expect(CASES.map(({ id }) => id)).toEqual(Array.from({ length: 52 }, (_, i) => `F${i + 1}`));
  expect(CASES.filter(({ says }) => says.length < 20)).toEqual([]);
});

test("every case but the open ones has a test", () => {
  expect(CASES.filter(({ tests }) => tests.length === 0).map(({ id }) => id)).toEqual(OPEN);
});

describe("the tests of", () => {
  test.each(CASES.filter(({ tests }) => tests.length > 0).map((each) => [each.id, each] as const))(
    "%s are there under these names",
    (_, { tests }) => {
      const missing = tests.filter(({ path, name }) => !namesIn(path).includes(name));
      expect(missing).toEqual([]);
    },
  );
});

test("a test that names a case is on the page", () => {
  const named = globSync("test/**/*.test.ts", { cwd: ROOT }).flatMap((path) =>
    namesIn(path).flatMap((name) => {
      const [, cases = ""] = /^((?:F\d+(?:, )?)+): /.exec(name) ?? [];
      return (cases.match(/F\d+/g) ?? []).map((id) => ({ id, path, name }));
    }),
  );
  expect(named.length).toBeGreaterThan(5);
  const absent = named.filter(
    ({ id, path, name }) =>
      !CASES.some(
        (each) =>
          each.id === id && each.tests.some((pin) => pin.path === path && pin.name === name),
      ),
  );
  expect(absent).toEqual([]);
});
