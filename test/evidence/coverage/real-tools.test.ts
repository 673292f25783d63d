import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import {
  type CoverageReport,
  type FileCoverage,
  isTotal,
} from "../../../src/core/model/coverage.ts";
import { type GoModule, pathMapper } from "../../../src/evidence/coverage/map-paths.ts";
import { parseCoverage } from "../../../src/evidence/coverage/parse-coverage.ts";
import { measureCoverage } from "../../../src/evidence/measure-coverage.ts";
import { linesAdded } from "../../../src/github/patch-lines.ts";

// Reports that scripts/make-fixtures made: all of one list tell of the same run of the same files.
const FIXTURES = new URL("../fixtures/", import.meta.url);

function bytesOf(path: string): Uint8Array {
  return readFileSync(new URL(path, FIXTURES));
}

function read(path: string): CoverageReport {
  const fact = parseCoverage(bytesOf(path), path);
  if (fact.state === "unavailable") throw new Error(`${path}: ${fact.reason}`);
  return fact.value;
}

/** What one report says of each file of the tree that it has lines of. */
type Said = Readonly<Record<string, string>>;

function said(
  path: string,
  tree: readonly string[],
  say: (file: FileCoverage) => string,
  goModules: readonly GoModule[] = [],
): Said {
  const report = read(path);
  const paths = pathMapper(tree, goModules)(report);
  const found = report.files.map((file, at): [string, string] => [
    paths[at] ?? `not in the tree: ${file.path}`,
    say(file),
  ]);
  return Object.fromEntries(found.filter(([, text]) => text !== ""));
}

/** Covered lines, and after a bar those that are not. */
function lines({ lines: hits }: FileCoverage): string {
  if (isTotal(hits)) return `${hits.covered} of ${hits.total}`;
  const of = (covered: boolean): number[] =>
    [...hits].filter(([, count]) => count > 0 === covered).map(([line]) => line);
  const ordered = [true, false].map((covered) =>
    of(covered)
      .toSorted((a, b) => a - b)
      .join(" "),
  );
  return hits.size === 0 ? "" : ordered.join(" | ");
}

function branches({ branches: taken }: FileCoverage): string {
  if (taken === undefined) return "";
  if (isTotal(taken)) return `${taken.covered} of ${taken.total}`;
  const ordered = [...taken].toSorted(([a], [b]) => a - b);
  return ordered.map(([line, each]) => `${line}: ${each.taken}/${each.total}`).join(", ");
}

const PYTHON = [
  "my tools/scale.py",
  "other/__init__.py",
  "other/util.py",
  "shapes/__init__.py",
  "shapes/area.py",
  "shapes/never_imported.py",
  "shapes/util.py",
  "tools/absent.py",
];
const CPP = ["main.cpp", "lib/util.cpp", "src/area.cpp", "src/area.h", "src/util.cpp", "with space/scale.cpp"]; // prettier-ignore
const JS = ["src/area.js", "src/my tools/scale.js", "src/never-imported.js", "src/other/util.js", "src/typed.ts", "src/util.js"]; // prettier-ignore
const ISTANBUL = ["clover.xml", "cobertura-coverage.xml", "coverage-final.json", "lcov.info"];

describe("reports of one run have the same lines:", () => {
  test("lcov and gcovr of a C++ program", () => {
    const expected: Said = {
      "lib/util.cpp": "3 4 | ",
      "main.cpp": "5 6 7 8 9 10 11 12 | ",
      "src/area.cpp": "3 4 5 7 10 11 14 | 12 17 18 19",
      "src/area.h": "10 11 | ",
      "src/util.cpp": "3 | ",
      "with space/scale.cpp": "3 4 7 8 | 5 6",
    };
    for (const report of [
      "lcov/lines.info",
      "lcov/branches.info",
      "gcovr/cobertura.xml",
      "gcovr/cobertura-with-throws.xml",
    ]) {
      // prettier-ignore
      expect([report, said(`coverage/${report}`, CPP, lines)]).toEqual([report, expected]);
    }
    const ways = said("coverage/gcovr/cobertura.xml", CPP, branches);
    expect(ways["src/area.cpp"]).toBe("4: 4/4, 11: 1/2, 14: 1/2, 18: 0/2");
    expect(said("coverage/lcov/branches.info", CPP, branches)).toEqual(ways);
  });

  test.each(["vitest-istanbul", "vitest-v8", "jest"])("all formats of %s", (tool) => {
    const expected: Said = {
      "src/area.js": "4 5 7 11 14 15 23 26 | 12 19 20",
      "src/my tools/scale.js": "1 | ",
      "src/never-imported.js": " | 1",
      "src/other/util.js": "2 | 7",
      // Jest ran no TypeScript.
      ...(tool !== "jest" && { "src/typed.ts": "9 13 16 | 14" }),
      "src/util.js": "2 | ",
    };
    for (const file of ISTANBUL) {
      expect([file, said(`coverage/${tool}/${file}`, JS, lines)]).toEqual([file, expected]);
    }
  });

  test("all formats of c8, which counts empty lines and comments too", () => {
    const expected = said("coverage/c8/lcov.info", JS, lines);
    expect(expected["src/other/util.js"]).toBe("1 2 3 4 5 6 9 | 7 8");
    expect(Object.keys(expected).toSorted()).toEqual(JS.filter((path) => path !== "src/typed.ts"));
    for (const file of ISTANBUL) {
      expect([file, said(`coverage/c8/${file}`, JS, lines)]).toEqual([file, expected]);
    }
  });

  test("Node and c8, but for what the run did not load and for comments that leave lines out", () => {
    const { "src/never-imported.js": notLoaded, ...c8 } = said("coverage/c8/lcov.info", JS, lines);
    expect(notLoaded).toBe(" | 1");
    const node = said("coverage/node/lcov.info", JS, lines);
    // `node:coverage ignore next 3` leaves lines 29 to 31 out; c8 has a comment of its own.
    expect(node["src/area.js"]?.replace("28 |", "28 29 30 31 |")).toBe(c8["src/area.js"]);
    expect({ ...node, "src/area.js": "" }).toEqual({ ...c8, "src/area.js": "" });
  });

  test("coverage.py's XML and lcov, but for lines that are no statements", () => {
    const xml = said("coverage/coverage.py/coverage.xml", PYTHON, lines);
    const lcov = said("coverage/coverage.py/coverage.lcov", PYTHON, lines);
    expect(xml).toEqual({
      "my tools/scale.py": "1 2 5 | 6",
      "other/util.py": "1 2 4 | 3",
      "shapes/area.py": "4 5 6 7 10 11 12 14 15 16 19 29 | 13 20 21 22",
      "shapes/never_imported.py": " | 1",
      "shapes/util.py": "1 2 | ",
    });
    // coverage.py 6.5 writes the docstring (1) and a line that is left out (25) into lcov if they ran.
    expect(lcov["shapes/area.py"]).toBe("1 4 5 6 7 10 11 12 14 15 16 19 25 29 | 13 20 21 22");
    expect({ ...lcov, "shapes/area.py": "" }).toEqual({ ...xml, "shapes/area.py": "" });
  });

  test("coverage.py's XML and JSON, but for a file whose statements the JSON does not tell", () => {
    const xml = said("coverage/coverage.py/coverage.xml", PYTHON, lines);
    const json = said("coverage/coverage.py/coverage.json", PYTHON, lines);
    // The same docstring makes 13 executed lines of 12 statements.
    expect(json["shapes/area.py"]).toBe("12 of 16");
    expect({ ...json, "shapes/area.py": "" }).toEqual({ ...xml, "shapes/area.py": "" });
    expect(said("coverage/coverage.py/coverage.json", PYTHON, branches)).toEqual(
      said("coverage/coverage.py/coverage.xml", PYTHON, branches),
    );
  });

  test("Go's profiles, whether they say if or how often", () => {
    const tree = ["go/area/area.go", "go/area/with space.go", "go/a/util.go", "go/b/util.go"];
    const modules = [{ name: "example.com/sample", folder: "go" }];
    const expected: Said = {
      "go/a/util.go": "4 5 | ",
      "go/area/area.go": "7 8 9 10 11 15 16 19 22 23 30 | 17 18 20 21 27",
      "go/area/with space.go": "4 5 | ",
      "go/b/util.go": " | 4 5",
    };
    expect(said("coverage/go/set.out", tree, lines, modules)).toEqual(expected);
    expect(said("coverage/go/count.out", tree, lines, modules)).toEqual(expected);
  });

  test("PHPUnit's Clover and Cobertura", () => {
    const expected = { "src/Area.php": "9 12 | 10 17 18 19" };
    expect(said("coverage/phpunit/clover.xml", ["src/Area.php"], lines)).toEqual(expected);
    expect(said("coverage/phpunit/cobertura.xml", ["src/Area.php"], lines)).toEqual(expected);
  });
});

describe("reports that have no other of their run:", () => {
  test("JaCoCo", () => {
    const root = "src/main/java/acme";
    const tree = [`${root}/shapes/Area.java`, `${root}/shapes/Util.java`, `${root}/other/Util.java`]; // prettier-ignore
    expect(said("coverage/jacoco/jacoco.xml", tree, lines)).toEqual({
      [`${root}/other/Util.java`]: " | 3 5",
      [`${root}/shapes/Area.java`]: "5 6 8 12 15 22 24 | 3 13 19",
      [`${root}/shapes/Util.java`]: "5 | 3",
    });
    expect(said("coverage/jacoco/jacoco.xml", tree, branches)).toEqual({
      [`${root}/shapes/Area.java`]: "5: 3/4, 12: 1/2, 15: 1/2, 19: 0/2",
    });
  });

  test("SimpleCov", () => {
    const tree = ["lib/area.rb", "lib/util.rb", "lib/other/util.rb", "my tools/scale.rb"];
    expect(said("coverage/simplecov/resultset.json", tree, lines)).toEqual({
      // Line 24 stands between `:nocov:`, which SimpleCov takes out only when it reports.
      "lib/area.rb": "2 3 4 6 9 10 12 15 19 24 | 11 13 20",
      "lib/other/util.rb": "1 2 | 3",
      "lib/util.rb": "1 2 3 | ",
      "my tools/scale.rb": "1 2 | ",
    });
  });

  test("coverage.py with several sources, which loses one of two files of the same name", () => {
    const found = said("coverage/coverage.py/sources.xml", PYTHON, lines);
    expect(Object.keys(found).toSorted()).toEqual([
      "my tools/scale.py",
      "not in the tree: util.py",
      "shapes/area.py",
      "shapes/never_imported.py",
    ]);
  });
});

test.each(["c8", "jest", "vitest-istanbul", "vitest-v8"])(
  "sums of %s are those of its lines",
  (tool) => {
    const summed = Object.entries(said(`coverage/${tool}/lcov.info`, JS, lines)).map(
      ([path, text]): [string, string] => {
        const [covered = 0, missed = 0] = text.split("|").map((part) => part.split(" ").filter(Boolean).length); // prettier-ignore
        return [path, `${covered} of ${covered + missed}`];
      },
    );
    expect(said(`coverage/${tool}/coverage-summary.json`, JS, lines)).toEqual(
      Object.fromEntries(summed),
    );
  },
);

test.each([
  ["gcovr/gcovr.json", /gcovr/],
  ["simplecov/last_run.json", /one percentage and no file/],
])("%s is not read, with the reason", (path, reason) => {
  const fact = parseCoverage(bytesOf(`coverage/${path}`), path);
  expect(fact).toMatchObject({ cause: "invalid", reason: expect.stringMatching(reason) });
});

test("every fixture is used here", () => {
  const files = readdirSync(new URL("coverage/", FIXTURES)).flatMap((tool) =>
    readdirSync(new URL(`coverage/${tool}/`, FIXTURES)).map((file) => `${tool}/${file}`),
  );
  const text = readFileSync(import.meta.filename, "utf8");
  const istanbul = new Set([...ISTANBUL, "coverage-summary.json"]);
  const unused = files.filter((path) => {
    const [tool = "", file = ""] = path.split("/");
    return !text.includes(path) && !(text.includes(`"${tool}"`) && istanbul.has(file));
  });
  expect(unused).toEqual([]);
});

/** What diff-cover says of a difference (its JSON). */
interface DiffCover {
  readonly total_num_lines: number;
  readonly total_num_violations: number;
  readonly total_percent_covered: number;
  readonly src_stats: Readonly<Record<string, { readonly violation_lines: readonly number[] }>>;
}

function diffCover(name: string): DiffCover {
  return JSON.parse(new TextDecoder().decode(bytesOf(`changed-lines/diff-cover-${name}.json`)));
}

/** Lines that the difference adds or rewrites, by the path on its new side. */
function changedLines(): { path: string; lines: ReadonlySet<number> }[] {
  const diff = new TextDecoder().decode(bytesOf("changed-lines/changes.diff"));
  return diff.split(/^diff --git .*$/m).flatMap((patch) => {
    const path = /^\+\+\+ b\/(.*?)\t?$/m.exec(patch)?.[1];
    const body = patch.slice(patch.indexOf("\n@@") + 1);
    return path === undefined ? [] : [{ path, lines: linesAdded(body) }];
  });
}

function changedCoverage(report: string, sources: readonly string[]) {
  const measured = measureCoverage([read(`changed-lines/${report}`)], {
    tree: PYTHON,
    sources,
    changedLines: changedLines().filter(({ path }) => sources.includes(path)),
  });
  return measured.state === "known" ? measured.value.changedLines : measured.reason;
}

describe("changed lines are counted as diff-cover counts them", () => {
  const measured = PYTHON.filter((path) => path !== "tools/absent.py");

  test.each([
    ["coverage.xml", "xml"],
    ["coverage.lcov", "lcov"],
  ])("in %s", (report, name) => {
    const { total_num_lines: total, total_num_violations: missed } = diffCover(name);
    const ours = changedCoverage(report, measured);
    expect(ours).toEqual({ covered: total - missed, total });
  });

  test("line by line", () => {
    const missed = changedLines().flatMap(({ path, lines: changed }) => {
      const file = read("changed-lines/coverage.xml").files.find((each) => each.path === path);
      if (file === undefined || isTotal(file.lines)) return [];
      const hits = file.lines;
      return [[path, [...changed].filter((line) => hits.get(line) === 0)] as const];
    });
    const theirs = Object.entries(diffCover("xml").src_stats).map(
      ([path, { violation_lines: violations }]) => [path, violations] as const,
    );
    expect(new Map(missed)).toEqual(new Map(theirs));
  });

  test("but a source that no report mentions counts with all of its lines", () => {
    const { total_num_lines: total, total_num_violations: missed } = diffCover("xml");
    expect(changedCoverage("coverage.xml", PYTHON)).toEqual({
      covered: total - missed,
      total: total + 2,
    });
  });

  test("but a report whose paths lead nowhere is no report, where diff-cover passes it", () => {
    expect(diffCover("elsewhere")).toMatchObject({
      total_num_lines: 0,
      total_percent_covered: 100,
    });
    expect(changedCoverage("elsewhere.xml", measured)).toMatch(/files of the coverage report are in this repository/); // prettier-ignore
  });
});
