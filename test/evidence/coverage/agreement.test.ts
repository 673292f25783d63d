import { expect, test } from "@jest/globals";
import type { CoverageFormat } from "../../../src/core/model/coverage.ts";
import { COVERAGE_FORMATS } from "../../../src/core/model/coverage.ts";
import { parseCoverage } from "../../../src/evidence/coverage/parse-coverage.ts";
import { measureCoverage } from "../../../src/evidence/measure-coverage.ts";

/**
 * One file in every format, made by hand: lines 1, 2 and 4 were run and line 3 was not; of the two ways out of
 * line 2 one was taken; of two functions one was called.
 */
const REPORTS: Readonly<Record<CoverageFormat, string>> = {
  lcov: "TN:\nSF:src/a.x\nFN:1,f\nFN:3,g\nFNDA:5,f\nFNDA:0,g\nDA:1,5\nDA:2,5\nDA:3,0\nDA:4,5\nBRDA:2,0,0,5\nBRDA:2,0,1,0\nend_of_record\n",
  cobertura:
    '<coverage line-rate="0.75"><sources><source>/w</source></sources><packages><package><classes><class name="a" filename="src/a.x"><methods><method name="f"><lines><line number="1" hits="5"/></lines></method><method name="g"><lines><line number="3" hits="0"/></lines></method></methods><lines><line number="1" hits="5"/><line number="2" hits="5" branch="true" condition-coverage="50% (1/2)"/><line number="3" hits="0"/><line number="4" hits="5"/></lines></class></classes></package></packages></coverage>',
  jacoco:
    '<report name="x"><package name="src"><sourcefile name="a.x"><line nr="1" mi="0" ci="1"/><line nr="2" mi="0" ci="1" mb="1" cb="1"/><line nr="3" mi="1" ci="0"/><line nr="4" mi="0" ci="1"/><counter type="LINE" missed="1" covered="3"/><counter type="METHOD" missed="1" covered="1"/></sourcefile></package></report>',
  clover:
    '<coverage generated="1" clover="4.4.1"><project><file name="a.x" path="/w/src/a.x"><line num="1" type="method" name="f" count="5"/><line num="1" type="stmt" count="5"/><line num="2" type="cond" truecount="5" falsecount="0"/><line num="3" type="method" name="g" count="0"/><line num="3" type="stmt" count="0"/><line num="4" type="stmt" count="5"/></file></project></coverage>',
  istanbul: JSON.stringify({
    "/w/src/a.x": {
      path: "/w/src/a.x",
      statementMap: Object.fromEntries(
        [1, 2, 3, 4].map((line) => [
          line,
          { start: { line, column: 0 }, end: { line, column: 9 } },
        ]),
      ),
      s: { "1": 5, "2": 5, "3": 0, "4": 5 },
      fnMap: { "0": { name: "f", line: 1 }, "1": { name: "g", line: 3 } },
      f: { "0": 5, "1": 0 },
      branchMap: { "0": { line: 2, type: "if" } },
      b: { "0": [5, 0] },
    },
  }),
  "istanbul-summary": JSON.stringify(
    Object.fromEntries(
      ["total", "/w/src/a.x"].map((path) => [
        path,
        {
          lines: { total: 4, covered: 3 },
          branches: { total: 2, covered: 1 },
          functions: { total: 2, covered: 1 },
        },
      ]),
    ),
  ),
  "coverage-py": JSON.stringify({
    meta: { format: 3 },
    files: {
      "src/a.x": {
        executed_lines: [1, 2, 4],
        missing_lines: [3],
        summary: { covered_lines: 3, num_statements: 4 },
        executed_branches: [[2, 4]],
        missing_branches: [[2, 3]],
        functions: {
          f: { executed_lines: [2], missing_lines: [] },
          g: { executed_lines: [], missing_lines: [3] },
        },
      },
    },
    totals: { covered_lines: 3, num_statements: 4 },
  }),
  "go-cover":
    "mode: count\nexample.com/acme/src/a.x:1.1,2.9 1 5\nexample.com/acme/src/a.x:3.1,3.9 1 0\nexample.com/acme/src/a.x:4.1,4.9 1 5\n",
  "llvm-cov": JSON.stringify({
    type: "llvm.coverage.json.export",
    data: [
      {
        files: [
          {
            filename: "/w/src/a.x",
            segments: [
              [1, 1, 5, true, true, false],
              [2, 9, 0, true, true, false],
              [3, 9, 5, true, false, false],
              [4, 9, 0, false, false, false],
            ],
            branches: [[2, 1, 2, 4, 5, 0, 0, 0, 4]],
          },
        ],
        functions: [
          { name: "f", count: 5, filenames: ["/w/src/a.x"], regions: [[1, 1, 2, 9, 5]] },
          { name: "g", count: 0, filenames: ["/w/src/a.x"], regions: [[3, 1, 3, 9, 0]] },
        ],
      },
    ],
  }),
  simplecov: JSON.stringify({
    meta: { root: "/w" },
    coverage: {
      "src/a.x": {
        lines: [5, 5, 0, 5],
        branches: [
          { coverage: 5, report_line: 2 },
          { coverage: 0, report_line: 2 },
        ],
        methods: [
          { name: "f", start_line: 1, coverage: 5 },
          { name: "g", start_line: 3, coverage: 0 },
        ],
      },
    },
  }),
  opencover:
    '<CoverageSession><Modules><Module><Files><File uid="1" fullPath="C:\\w\\src\\a.x"/></Files><Classes><Class><Methods><Method><Name>f</Name><FileRef uid="1"/><SequencePoint vc="5" sl="1" el="2"/><SequencePoint vc="5" sl="4" el="4"/><BranchPoint vc="5" sl="2"/><BranchPoint vc="0" sl="2"/></Method><Method><Name>g</Name><FileRef uid="1"/><SequencePoint vc="0" sl="3" el="3"/></Method></Methods></Class></Classes></Module></Modules></CoverageSession>',
};

/** What a format has no way to say. */
const WITHOUT: Readonly<Partial<Record<CoverageFormat, "lines" | "details">>> = {
  "istanbul-summary": "lines",
  "go-cover": "details",
};

test.each(COVERAGE_FORMATS)("%s says what all formats say of the same file", (format) => {
  const report = parseCoverage(new TextEncoder().encode(REPORTS[format]), "r");
  if (report.state === "unavailable") throw new Error(report.reason);
  expect(report.value.format).toBe(format);
  const measured = measureCoverage([report.value], {
    tree: ["README.md", "src/a.x", "src/b.x"],
    sources: ["src/a.x"],
    changedLines: [{ path: "src/a.x", lines: new Set([2, 3, 5]) }],
    goModules: [{ name: "example.com/acme", folder: "" }],
  });
  if (measured.state === "unavailable") throw new Error(measured.reason);
  const { project, branches, functions, changedLines, totalsOnly } = measured.value;
  const half = { covered: 1, total: 2 };
  expect({ project, branches, functions, changedLines, totalsOnly }).toEqual({
    project: { covered: 3, total: 4 },
    ...(WITHOUT[format] !== "details" && { branches: half, functions: half }),
    changedLines: WITHOUT[format] === "lines" ? { covered: 0, total: 0 } : half,
    totalsOnly: WITHOUT[format] === "lines" ? ["src/a.x"] : [],
  });
});
