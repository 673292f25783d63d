import { expect, test } from "@jest/globals";
import type { TestCase } from "../../../src/core/model/test-report.ts";
import { locateTests } from "../../../src/evidence/tests/locate-tests.ts";

const TREE = [
  "py/tests/test_x.py",
  "py/tests/test_x/test_y.py",
  "js/a.test.js",
  "src/test/java/acme/ATest.java",
  "go/red/red_test.go",
  "one/same.py",
  "two/same.py",
];

function placeOf(changes: Partial<TestCase>): unknown {
  const test: TestCase = {
    name: "t",
    className: "",
    status: "failed",
    message: "",
    properties: new Map(),
    requirements: [],
    ...changes,
  };
  const report = { path: "r.xml", suites: [{ name: "s", cases: [test] }] };
  return locateTests([report], TREE)[0]?.suites[0]?.cases[0]?.place;
}

test.each<[what: string, changes: Partial<TestCase>, place: unknown]>([
  ["a path of the tree", { file: "js/a.test.js", line: 3 }, { path: "js/a.test.js", line: 3 }],
  ["a path of another machine", { file: "/build/x/js/a.test.js" }, { path: "js/a.test.js" }],
  ["a path inside of a component", { file: "tests/test_x.py", line: 9 }, { path: "py/tests/test_x.py", line: 9 }], // prettier-ignore
  ["a path that fits two files", { file: "same.py" }, undefined],
  ["a path that fits none", { file: "gone.py", className: "tests.test_x" }, undefined],
  ["a path out of the tree", { file: "../../../etc/passwd" }, undefined],
  ["pytest's class", { className: "tests.test_x.TestY" }, { path: "py/tests/test_x.py" }],
  ["pytest's longest class", { className: "tests.test_x.test_y.T" }, { path: "py/tests/test_x/test_y.py" }], // prettier-ignore
  ["JUnit's class", { className: "acme.ATest" }, { path: "src/test/java/acme/ATest.java" }],
  ["JUnit's class in a class", { className: "acme.ATest$In" }, { path: "src/test/java/acme/ATest.java" }], // prettier-ignore
  ["vitest's class", { className: "js/a.test.js" }, { path: "js/a.test.js" }],
  ["a class that is none", { className: "works" }, undefined],
  ["no class", {}, undefined],
  ["a test that passed", { file: "js/a.test.js", status: "passed" }, undefined],
])("%s", (_, changes, place) => {
  expect(placeOf(changes)).toEqual(place);
});

test("a class of any length is looked up in no time", () => {
  const start = performance.now();
  expect(placeOf({ className: "a.".repeat(500) })).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(500);
});
