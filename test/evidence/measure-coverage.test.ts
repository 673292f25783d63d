import { describe, expect, test } from "@jest/globals";
import type { Coverage, CoverageReport } from "../../src/core/model/coverage.ts";
import type { Fact } from "../../src/core/model/fact.ts";
import { measureCoverage, type Measured } from "../../src/evidence/measure-coverage.ts";

/** A report by path and hits of the lines from 1 on; null was not measured. */
function report(path: string, files: Record<string, (number | null)[]>): CoverageReport {
  return {
    path,
    format: "lcov",
    files: Object.entries(files).map(([file, hits]) => ({
      path: file,
      lines: new Map(hits.flatMap((count, i) => (count === null ? [] : [[i + 1, count] as const]))),
    })),
  };
}

function measured(reports: CoverageReport[], changes: Partial<Measured> = {}): Fact<Coverage> {
  const tree = ["src/a.py", "src/b.py", "src/c.py", "tests/a_test.py"];
  return measureCoverage(reports, {
    tree,
    sources: ["src/a.py", "src/b.py", "src/c.py"],
    changedLines: undefined,
    ...changes,
  });
}

function value(fact: Fact<Coverage>): Coverage {
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

test("lines of the sources are counted, tests and unmeasured lines are not", () => {
  const coverage = value(
    measured([report("r", { "src/a.py": [1, 0, null, 2], "tests/a_test.py": [1, 1, 1] })]),
  );
  expect(coverage).toEqual({
    reports: ["r"],
    project: { covered: 2, total: 3 },
    changedLines: undefined,
    unmeasured: ["src/b.py", "src/c.py"],
    totalsOnly: [],
    outside: 0,
    files: [{ path: "src/a.py", covered: 2, total: 3 }],
  });
});

test("several reports of a file are joined by the higher count", () => {
  const coverage = value(
    measured([
      report("one", { "src/a.py": [1, 0, 0] }),
      report("two", { "/w/src/a.py": [0, 1, null, 0] }),
    ]),
  );
  expect(coverage.project).toEqual({ covered: 2, total: 4 });
  expect(coverage.reports).toEqual(["one", "two"]);
});

test("the least covered file comes first", () => {
  const coverage = value(
    measured([report("r", { "src/a.py": [1, 1], "src/b.py": [0, 0], "src/c.py": [1, 0] })]),
  );
  expect(coverage.files.map(({ path }) => path)).toEqual(["src/b.py", "src/c.py", "src/a.py"]);
});

const detailed = (path: string, taken: number, called: number): CoverageReport => ({
  path: "r",
  format: "lcov",
  files: [
    {
      path,
      lines: new Map([[1, 1]]),
      branches: new Map([[1, { taken, total: 2 }]]),
      functions: new Map([["f", called]]),
    },
  ],
});

describe("branches and functions", () => {
  test("are counted each on its own, and of the sources only", () => {
    const reports = [detailed("src/a.py", 1, 0), detailed("tests/a_test.py", 2, 1)];
    expect(value(measured([...reports, report("x", { "src/b.py": [0] })]))).toMatchObject({
      project: { covered: 1, total: 2 },
      branches: { covered: 1, total: 2 },
      functions: { covered: 0, total: 1 },
    });
  });

  test("are not there where no report measures them", () => {
    const coverage = value(measured([report("r", { "src/a.py": [1] })]));
    expect(coverage).not.toHaveProperty("branches");
    expect(coverage).not.toHaveProperty("functions");
  });
});

test("of a report with totals only nothing is said of changed lines", () => {
  const totals: CoverageReport = {
    path: "s",
    format: "istanbul-summary",
    files: [{ path: "/w/src/a.py", lines: { covered: 3, total: 4 } }],
  };
  const changes = { changedLines: [{ path: "src/a.py", lines: new Set([1]) }] };
  expect(value(measured([totals], changes))).toMatchObject({
    project: { covered: 3, total: 4 },
    totalsOnly: ["src/a.py"],
    changedLines: { covered: 0, total: 0 },
  });
  expect(value(measured([totals, report("r", { "src/a.py": [0, 1] })], changes))).toMatchObject({
    project: { covered: 1, total: 2 },
    totalsOnly: [],
    changedLines: { covered: 0, total: 1 },
  });
});

const changed = (path: string, ...lines: number[]) => ({ path, lines: new Set(lines) });

describe("changed lines", () => {
  test("count where they were measured", () => {
    const coverage = value(
      measured([report("r", { "src/a.py": [1, 0, null, 2] })], {
        changedLines: [changed("src/a.py", 2, 3, 4)],
      }),
    );
    expect(coverage.changedLines).toEqual({ covered: 1, total: 2 });
  });

  test("of a file that no report mentions count as not covered", () => {
    const coverage = value(
      measured([report("r", { "src/a.py": [1] })], {
        changedLines: [changed("src/a.py", 1), changed("src/b.py", 1, 2)],
      }),
    );
    expect(coverage.changedLines).toEqual({ covered: 1, total: 3 });
  });

  test("that are none are nothing of nothing, not unknown", () => {
    const coverage = value(measured([report("r", { "src/a.py": [1] })], { changedLines: [] }));
    expect(coverage.changedLines).toEqual({ covered: 0, total: 0 });
  });
});

const found = (count: number): Record<string, number[]> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`elsewhere/${i}.py`, [1]]));

describe("a report of another tree", () => {
  test("is refused and names what was not found", () => {
    const fact = measured([report("r.info", { "src/a.py": [1], ...found(4) })]);
    expect(fact).toMatchObject({
      state: "unavailable",
      cause: "invalid",
      reason:
        "only 1 of 5 files of the coverage report are in this repository (90 % are asked for); not found: elsewhere/0.py, elsewhere/1.py, elsewhere/2.py",
      places: [{ path: "r.info" }],
    });
  });

  test("is taken at nine of ten files, not below", () => {
    const tree = Array.from({ length: 9 }, (_, i) => `src/${i}.py`);
    const here = Object.fromEntries(tree.map((path) => [path, [1]]));
    expect(measured([report("r", { ...here, ...found(1) })], { tree })).toMatchObject({
      state: "known",
      value: { outside: 1 },
    });
    expect(measured([report("r", { ...here, ...found(2) })], { tree }).state).toBe("unavailable");
  });
});

test("a report without files measures nothing", () => {
  expect(value(measured([report("r", {})]))).toMatchObject({
    project: { covered: 0, total: 0 },
    unmeasured: ["src/a.py", "src/b.py", "src/c.py"],
  });
});

test("a file without a measured line is no file of the list", () => {
  expect(value(measured([report("r", { "src/a.py": [null] })])).files).toEqual([]);
});
