import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type NamedTest, namesIn, testsIn } from "./named-tests.ts";

const ROOT = join(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/failure-cases.md"), "utf8");

/** Cases that no test pins yet. The list may only shrink. */
const OPEN: readonly string[] = [];

interface Case {
  readonly id: string;
  readonly says: string;
  readonly tests: readonly NamedTest[];
}

const CASES: readonly Case[] = [
  ...PAGE.matchAll(/^\| (F\d+) +\| (.*?) +\| (.*?) +\| (.*?) +\|$/gm),
].map(([, id = "", , says = "", held = ""]) => ({ id, says, tests: testsIn(held) }));

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
