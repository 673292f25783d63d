import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { TestReport } from "../../../src/core/model/test-report.ts";
import { parseTests } from "../../../src/evidence/tests/parse-tests.ts";

// Reports that scripts/make-fixtures made; each tool ran what its sample holds.
const FIXTURES = new URL("../fixtures/tests/", import.meta.url);

function read(path: string): TestReport | string {
  const fact = parseTests(readFileSync(new URL(path, FIXTURES)), path);
  return fact.state === "known" ? fact.value : fact.reason;
}

/** How many passed (of them flaky), failed, broke and were skipped. */
function counts(path: string): string {
  const report = read(path);
  if (typeof report === "string") return report;
  const cases = report.suites.flatMap((suite) => suite.cases);
  const count = (status: string): number => cases.filter((each) => each.status === status).length;
  const flaky = cases.filter((each) => each.flaky === true).length;
  return `${count("passed")} passed (${flaky} flaky), ${count("failed")} failed, ${count("error")} broke, ${count("skipped")} skipped`;
}

function requirements(path: string): string[] {
  const report = read(path);
  if (typeof report === "string") return [report];
  const all = report.suites.flatMap(({ cases }) => cases.flatMap((each) => each.requirements));
  return [...new Set(all)].toSorted();
}

const EXPECTED: Readonly<Record<string, string>> = {
  "ctest/red.xml": "2 passed (0 flaky), 1 failed, 0 broke, 3 skipped",
  "ctrf/from-pytest.json": "7 passed (0 flaky), 2 failed, 0 broke, 2 skipped",
  "ctrf/from-surefire.json": "1 passed (1 flaky), 2 failed, 0 broke, 1 skipped",
  "ctrf/from-vitest.json": "2 passed (0 flaky), 1 failed, 0 broke, 2 skipped",
  // Jest's todo is `other` in CTRF, and no failure.
  "ctrf/jest.json": "2 passed (1 flaky), 1 failed, 0 broke, 2 skipped",
  "go/green.jsonl": "6 passed (0 flaky), 0 failed, 0 broke, 0 skipped",
  // A parent whose subtest fails fails too.
  "go/red.jsonl": "6 passed (0 flaky), 3 failed, 0 broke, 2 skipped",
  "go/panics.jsonl": "2 passed (0 flaky), 2 failed, 0 broke, 0 skipped",
  // Go 1.19 tells of a failed build in a line that is no event.
  "go/unbuilt.jsonl": "2 passed (0 flaky), 0 failed, 2 broke, 0 skipped",
  "go/twice.jsonl": "4 passed (0 flaky), 6 failed, 0 broke, 4 skipped",
  // It counts a failed build without showing it.
  "gotestsum/red.xml":
    "the header claims 7 failures and errors, the body shows 6; write the report again, whole",
  // jest-junit tells neither a todo nor a retry.
  "jest-junit/red.xml": "3 passed (0 flaky), 1 failed, 0 broke, 1 skipped",
  // A file that does not load is left out, unless `reportTestSuiteErrors` is set: nobody can see it here.
  "jest-junit/unloadable.xml": "1 passed (0 flaky), 0 failed, 0 broke, 0 skipped",
  "jest-junit/unloadable-reported.xml": "1 passed (0 flaky), 1 failed, 1 broke, 0 skipped",
  "junit-console/red.xml": "3 passed (0 flaky), 2 failed, 1 broke, 1 skipped",
  "node/green.xml": "1 passed (0 flaky), 0 failed, 0 broke, 0 skipped",
  // A failing todo is no failure to Node.
  "node/red.xml": "3 passed (0 flaky), 2 failed, 0 broke, 2 skipped",
  "node/unloadable.xml": "1 passed (0 flaky), 1 failed, 0 broke, 0 skipped",
  "phpunit/red.xml": "3 passed (0 flaky), 1 failed, 1 broke, 1 skipped",
  "pytest/green.xml": "7 passed (0 flaky), 0 failed, 0 broke, 0 skipped",
  // A test whose teardown fails is one case, which pytest counts twice.
  "pytest/red-xunit1.xml": "7 passed (0 flaky), 1 failed, 1 broke, 2 skipped",
  "pytest/red-xunit2.xml": "7 passed (0 flaky), 1 failed, 1 broke, 2 skipped",
  "pytest/unloadable.xml": "7 passed (0 flaky), 0 failed, 1 broke, 0 skipped",
  "surefire/TEST-acme.shapes.AreaTest.xml": "2 passed (0 flaky), 0 failed, 0 broke, 0 skipped",
  "surefire/TEST-acme.shapes.NestedTest$Inside.xml":
    "1 passed (0 flaky), 0 failed, 0 broke, 0 skipped",
  // A class that holds only others has a report without cases.
  "surefire/TEST-acme.shapes.NestedTest.xml": "0 passed (0 flaky), 0 failed, 0 broke, 0 skipped",
  "surefire/TEST-acme.shapes.RedTest.xml": "1 passed (1 flaky), 1 failed, 1 broke, 1 skipped",
  "vitest/red.xml": "2 passed (0 flaky), 1 failed, 0 broke, 2 skipped",
  "vitest/unloadable.xml": "1 passed (0 flaky), 1 failed, 0 broke, 0 skipped",
};

test("every fixture is told of here", () => {
  const files = readdirSync(FIXTURES).flatMap((tool) =>
    readdirSync(new URL(`${tool}/`, FIXTURES)).map((file) => `${tool}/${file}`),
  );
  expect(files.toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
});

test.each(Object.entries(EXPECTED))("%s", (path, expected) => {
  expect(counts(path)).toBe(expected);
});

describe("requirements are carried by", () => {
  test.each<[string, string[]]>([
    ["pytest/green.xml", ["4.2.1", "4.2.2"]],
    ["go/green.jsonl", ["4.2.1", "4.2.2"]],
    ["go/red.jsonl", ["4.2.1", "4.2.2", "4.3"]],
    ["ctest/red.xml", ["4.2.1"]],
    ["node/red.xml", ["4.2.1", "4.2.2"]],
    ["vitest/red.xml", ["4.2.1", "4.2.2"]],
    ["jest-junit/red.xml", ["4.2.1", "4.2.2"]],
    ["ctrf/jest.json", ["4.2.1", "4.2.2"]],
    // JUnit's converter to CTRF leaves properties out.
    ["ctrf/from-pytest.json", []],
    // A data set that is called `[4.2.1] first` stands in quotes.
    ["phpunit/red.xml", []],
  ])("%s", (path, ids) => {
    expect(requirements(path)).toEqual(ids);
  });
});

describe("places are told by", () => {
  test.each<[path: string, name: string, place: string]>([
    ["pytest/red-xunit1.xml", "test_fails", "tests/test_red.py:4"],
    ["phpunit/red.xml", "testFails", "/build/sample/php/tests/AreaTest.php:27"],
    ["go/red.jsonl", "TestFails", "example.com/sample/red/red_test.go:12"],
    ["node/red.xml", "fails", "/build/sample/js/test/red.test.mjs:-"],
    ["jest-junit/red.xml", "fails REQ-4.2.1", "jest/red.test.js:-"],
    ["ctrf/jest.json", "fails REQ-4.2.1", "/build/sample/js/jest/red.test.js:-"],
    ["pytest/red-xunit2.xml", "test_fails", "-:-"],
  ])("%s", (path, name, place) => {
    const report = read(path);
    const cases = typeof report === "string" ? [] : report.suites.flatMap((suite) => suite.cases);
    const found = cases.find((each) => each.name === name);
    expect(`${found?.file ?? "-"}:${found?.line ?? "-"}`).toBe(place);
  });
});
