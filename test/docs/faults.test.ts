import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { namesIn, testsIn } from "./named-tests.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/faults.md"), "utf8");

const FAULTS = [...PAGE.matchAll(/^\| (?!Fault|:)(.*?) +\| (.*?) +\| (.*?) +\|$/gm)].map(
  ([, fault = "", becomes = "", held = ""]) => ({ fault, becomes, tests: testsIn(held) }),
);

test("the page tells of each fault what becomes of it, and names a test", () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(15);
  expect(FAULTS.filter(({ becomes, tests }) => becomes === "" || tests.length === 0)).toEqual([]);
});

describe("there are under these names the tests of", () => {
  test.each(FAULTS)("$fault", ({ tests }) => {
    expect(tests.filter(({ path, name }) => !namesIn(path).includes(name))).toEqual([]);
  });
});
