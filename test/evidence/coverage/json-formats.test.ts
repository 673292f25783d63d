import { describe, expect, test } from "@jest/globals";
import { saidBy } from "./said-by.ts";

/** Every report here is made by hand, after what is known of the tool that writes it. */
type Case = readonly [what: string, report: unknown, said: unknown];

const at = (line: number, end = line) => ({
  start: { line, column: 0 },
  end: { line: end, column: 9 },
});

const istanbul = (changes: Record<string, unknown> = {}) => ({
  "/w/a.js": {
    path: "/w/a.js",
    statementMap: { "0": at(1), "1": at(2, 4), "2": at(2), "3": at(5) },
    s: { "0": 1, "1": 0, "2": 3, "3": 0 },
    fnMap: { "0": { name: "area", decl: at(1), loc: at(1) }, "1": { name: "area", loc: at(5) } },
    f: { "0": 1, "1": 0 },
    branchMap: {
      "0": { type: "if", line: 2, loc: at(2), locations: [at(2), at(3)] },
      "1": { type: "cond-expr", loc: at(2), locations: [at(2), at(2), at(2)] },
    },
    b: { "0": [1, 0], "1": [0, 0, 4] },
    ...changes,
  },
});

describe("Istanbul", () => {
  test.each<Case>([
    [
      "the most hits of the statements that start on a line, and every way out of it",
      istanbul(),
      { "/w/a.js": "1:1 2:3 5:0 | 2:2/5 | area#0:1 area#1:0" },
    ],
    [
      "a file that was never loaded",
      { "/w/b.js": { ...istanbul()["/w/a.js"], path: undefined, all: true, s: { "0": 0, "1": 0, "2": 0, "3": 0 } } }, // prettier-ignore
      { "/w/b.js": "1:0 2:0 5:0 | 2:2/5 | area#0:1 area#1:0" },
    ],
    [
      "statements alone",
      istanbul({ fnMap: undefined, f: undefined, branchMap: undefined, b: undefined }),
      { "/w/a.js": "1:1 2:3 5:0 | - | -" },
    ],
    [
      "a statement without a count",
      istanbul({ s: {} }),
      "invalid at -: expected a count at statement 0 of /w/a.js, got nothing",
    ],
    [
      "a count that every object inherits",
      istanbul({ statementMap: { constructor: at(1) } }),
      "invalid at -: expected a count at statement constructor of /w/a.js, got nothing",
    ],
    [
      "a count that is none",
      istanbul({ s: { "0": "1" } }),
      'invalid at -: expected a count at statement 0 of /w/a.js, got "1"',
    ],
    [
      "a statement without a place",
      istanbul({ statementMap: { "0": {} } }),
      "invalid at -: expected a line number at statement 0 of /w/a.js, got nothing",
    ],
    [
      "a branch without counts",
      istanbul({ b: {} }),
      "invalid at -: expected a list at branch 0 of /w/a.js, got nothing",
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(JSON.stringify(report))).toEqual(said);
  });
});

const share = (covered: number, total: number) => ({ total, covered, skipped: 0, pct: 100 });
const shares = (lines: object, branches: object, functions: object) => ({
  lines,
  statements: share(0, 0),
  branches,
  functions,
  branchesTrue: { total: 0, covered: 0, skipped: 0, pct: "Unknown" },
});

describe("Istanbul's summary", () => {
  test.each<Case>([
    [
      "totals of each file, and no branches where there are none of none",
      {
        total: shares(share(4, 6), share(0, 0), share(1, 2)),
        "/w/a.js": shares(share(3, 4), share(0, 0), share(1, 2)),
        "/w/b.js": shares(share(1, 2), share(0, 0), share(0, 0)),
      },
      { "/w/a.js": "3 of 4 | - | 1 of 2", "/w/b.js": "1 of 2 | - | -" },
    ],
    [
      "a sum that the files do not have",
      {
        total: shares(share(9, 9), share(0, 0), share(0, 0)),
        "/w/a.js": shares(share(3, 4), share(0, 0), share(0, 0)),
      },
      "invalid at -: the files have 3 of 4 lines covered but the sum says 9 of 9",
    ],
    [
      "more covered than there is",
      { total: shares(share(5, 4), share(0, 0), share(0, 0)) },
      'invalid at -: expected at most 4 that are covered at "lines" of total, got 5',
    ],
    [
      "a sum of no file, which says 100 percent of nothing",
      { total: shares(share(0, 0), share(0, 0), share(0, 0)) },
      "invalid at -: the report lists 0 files but not one measured line",
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(JSON.stringify(report))).toEqual(said);
  });
});

const python = (file: object, totals: object = { covered_lines: 2, num_statements: 3 }) => ({
  meta: { format: 3, version: "7.10.0", branch_coverage: true },
  files: {
    "a.py": {
      executed_lines: [1, 2],
      missing_lines: [3],
      excluded_lines: [],
      summary: { covered_lines: 2, num_statements: 3, percent_covered: 90 },
      ...file,
    },
  },
  totals,
});

describe("coverage.py", () => {
  test.each<Case>([
    [
      "lines, jumps, also out of a function, and functions",
      python({
        executed_branches: [[2, 3]],
        missing_branches: [
          [2, -1],
          [3, 4],
        ],
        functions: {
          "": { executed_lines: [1], missing_lines: [] },
          "A.f": { executed_lines: [2], missing_lines: [3] },
          g: { executed_lines: [], missing_lines: [3] },
          stub: { executed_lines: [], missing_lines: [] },
        },
      }),
      { "a.py": "1:1 2:1 3:0 | 2:1/2 3:0/1 | A.f:1 g:0" },
    ],
    [
      "lines that are excluded but were run",
      python({ executed_lines: [1, 2, 9], excluded_lines: [9, 10] }),
      { "a.py": "1:1 2:1 3:0 | - | -" },
    ],
    [
      "run lines that are no statements: only the sum is known",
      python({ executed_lines: [1, 2, 4] }),
      { "a.py": "2 of 3 | - | -" },
    ],
    [
      "no statements at all",
      python(
        { executed_lines: [], missing_lines: [], summary: { covered_lines: 0, num_statements: 0, percent_covered: 100 } }, // prettier-ignore
        { covered_lines: 0, num_statements: 0 },
      ),
      "invalid at -: the report lists 1 files but not one measured line",
    ],
    [
      "fewer lines than its sum",
      python({ executed_lines: [1] }),
      "invalid at -: a.py lists 1 covered and 1 missing lines but its sum says 2 of 3",
    ],
    [
      "a sum that the files do not have",
      python({}, { covered_lines: 3, num_statements: 3 }),
      "invalid at -: the files have 2 of 3 lines covered but the sum says 3 of 3",
    ],
    [
      "jumps that are none",
      python({ executed_branches: [[2, "exit"]] }),
      'invalid at -: expected pairs of line numbers at "executed_branches" of a.py',
    ],
    [
      "a line that is none",
      python({ missing_lines: [1.5] }),
      'invalid at -: expected a line number at "missing_lines" of a.py, got 1.5',
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(JSON.stringify(report))).toEqual(said);
  });
});

const llvm = (file: object, functions: object[] = []) => ({
  data: [{ files: [{ filename: "/w/a.cpp", ...file }], functions, totals: {} }],
  type: "llvm.coverage.json.export",
  version: "2.0.1",
});

describe("llvm-cov", () => {
  test.each<Case>([
    [
      "lines from regions, also where they wrap and where one starts inside",
      llvm({
        segments: [
          [1, 12, 4, true, true, false],
          [2, 7, 4, true, true, false],
          [2, 12, 0, true, true, false],
          [4, 4, 4, true, false, false],
          [6, 2, 0, false, false, false],
          [8, 1, 0, false, true, false],
          [9, 1, 0, false, false, false],
        ],
        branches: [[2, 7, 2, 12, 4, 0, 0, 0, 4]],
      }),
      { "/w/a.cpp": "1:4 2:4 3:0 4:0 5:4 6:4 | 2:1/2 | -" },
    ],
    [
      "a gap, which starts nothing",
      llvm({
        segments: [
          [1, 1, 1, true, true, false],
          [2, 5, 7, true, true, true],
          [3, 1, 0, false, false, false],
        ],
      }),
      { "/w/a.cpp": "1:1 2:1 3:7 | - | -" },
    ],
    [
      "segments of older versions, with numbers for yes and no",
      llvm({
        segments: [
          [1, 1, 1, 1, 1],
          [3, 1, 0, 0, 0],
        ],
      }),
      { "/w/a.cpp": "1:1 2:1 3:1 | - | -" },
    ],
    [
      "functions, instances of one together",
      llvm({ segments: [[1, 1, 1, true, true, false]] }, [
        { name: "f<int>", count: 0, filenames: ["/w/a.cpp"], regions: [[1, 1, 3, 2, 0, 0, 0, 0]] },
        { name: "f<long>", count: 5, filenames: ["/w/a.cpp"], regions: [[1, 1, 3, 2, 5, 0, 0, 0]] },
        { name: "g", count: 0, filenames: ["/w/a.cpp"] },
      ]),
      { "/w/a.cpp": "1:1 | - | 1:1:5 g:0" },
    ],
    [
      "a summary",
      llvm({
        summary: {
          lines: { count: 4, covered: 3 },
          branches: { count: 0, covered: 0 },
          functions: { count: 1, covered: 1 },
        },
      }),
      { "/w/a.cpp": "3 of 4 | - | 1 of 1" },
    ],
    [
      "segments out of order",
      llvm({
        segments: [
          [2, 1, 1, true, true, false],
          [1, 1, 1, true, true, false],
        ],
      }),
      'invalid at -: expected lines in their order at "segments" of /w/a.cpp',
    ],
    [
      "a region over more lines than there are",
      llvm({
        segments: [
          [1, 1, 1, true, true, false],
          [999_999_999, 1, 0, false, false, false],
        ],
      }),
      "invalid at -: expected at most 20000000 lines in ranges; split the report",
    ],
    [
      "a file without a name",
      llvm({ filename: 7, segments: [] }),
      'invalid at -: expected text as "filename"',
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(JSON.stringify(report))).toEqual(said);
  });
});

const ruby = (file: unknown) => ({
  $schema: "https://example.org/coverage-v1.3.schema.json",
  meta: { root: "/w" },
  coverage: { "lib/a.rb": file },
  errors: { minimum_coverage: {} },
});

describe("SimpleCov", () => {
  test.each<Case>([
    [
      "coverage.json",
      ruby({
        lines: [null, 1, 0, "ignored", 2],
        covered_lines: 2,
        missed_lines: 1,
        total_lines: 3,
        branches: [
          { type: "then", start_line: 3, coverage: 0, report_line: 2 },
          { type: "else", start_line: 5, coverage: 1, report_line: 2 },
          { type: "else", start_line: 5, coverage: "ignored", report_line: 2 },
        ],
        methods: [
          { name: "A#f", start_line: 2, coverage: 3 },
          { name: "A#g", start_line: 4, coverage: "ignored" },
        ],
      }),
      { "lib/a.rb": "2:1 3:0 5:2 | 2:1/2 | A#f@2:3" },
    ],
    ["lines that stand there bare", ruby([null, 1, 0]), { "lib/a.rb": "2:1 3:0 | - | -" }],
    [
      "branches without lines: nothing is measured that counts",
      ruby({ branches: [{ start_line: 3, coverage: 1 }] }),
      "invalid at -: the report lists 1 files but not one measured line",
    ],
    [
      "sums that its lines do not have",
      ruby({ lines: [1, 0], covered_lines: 2, missed_lines: 0 }),
      "invalid at -: lib/a.rb lists 1 covered and 1 missed lines but its sums say 2 and 0",
    ],
    [
      "a total that its files have",
      { ...ruby([null, 1, 0]), total: { lines: { covered: 1, missed: 1, omitted: 1, total: 2 } } },
      { "lib/a.rb": "2:1 3:0 | - | -" },
    ],
    [
      "a total that its files do not have",
      { ...ruby([null, 1, 0]), total: { lines: { covered: 2, missed: 0 } } },
      'invalid at -: the files have 1 covered and 1 missed lines but "total" says 2 and 0',
    ],
    [
      ".resultset.json of several suites",
      {
        RSpec: {
          coverage: {
            "/w/a.rb": {
              lines: [1, 0],
              branches: {
                "[:if, 0, 1, 4, 6, 7]": { "[:then, 1, 2, 4, 2, 9]": 1, "[:else, 2, 3, 4, 3, 9]": 0 }, // prettier-ignore
              },
              methods: { '["A", :f, 1, 2, 3, 4]': 1 },
            },
          },
          timestamp: 1,
        },
        Cucumber: {
          coverage: {
            "/w/a.rb": {
              lines: [0, 2],
              branches: {
                "[:if, 0, 1, 4, 6, 7]": { "[:then, 1, 2, 4, 2, 9]": 0, "[:else, 2, 3, 4, 3, 9]": 1 }, // prettier-ignore
              },
            },
          },
          timestamp: 2,
        },
      },
      { "/w/a.rb": '1:1 2:2 | 1:2/2 | ["A", :f, 1, 2, 3, 4]:1' },
    ],
    [
      "a branch with a name of another kind",
      { RSpec: { coverage: { "/w/a.rb": { lines: [1], branches: { if: {} } } } } },
      'invalid at -: expected keys such as "[:if, 0, 3, 4, 6, 7]" at "branches" of /w/a.rb',
    ],
    [
      ".last_run.json",
      { result: { line: 97.5 } },
      "invalid at -: this states one percentage and no file (SimpleCov's `.last_run.json`); commit its `coverage.json` or `.resultset.json`",
    ],
    [
      "a hit that is none",
      ruby([true]),
      'invalid at -: expected a count at "lines" of lib/a.rb, got true',
    ],
  ])("%s", (_, report, said) => {
    expect(saidBy(JSON.stringify(report))).toEqual(said);
  });
});

test("sums that are not there are missed as sums, not as lines", () => {
  expect(saidBy('{"files":{},"totals":{}}')).toBe(
    'invalid at -: expected how many are covered at "totals", got nothing',
  );
});

test.each([
  [
    "a number that Python writes and JSON has not",
    '{"a.js":{"statementMap":{},\n"s":{"0":1,\n"1": -Infinity}}}',
    "invalid at 3: not valid JSON: the value is -Infinity",
  ],
  [
    "a comma too many",
    '{"a.js":{"statementMap":{},\n"s":{"0":1,}}}',
    'invalid at 2: not valid JSON: expected a key in double quotes, got "}"',
  ],
])("%s is shown with its line", (_, text, said) => {
  expect(saidBy(text)).toBe(said);
});
