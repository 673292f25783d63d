import { describe, expect, test } from "@jest/globals";
import type { CoverageFormat } from "../../../src/core/model/coverage.ts";
import { COVERAGE_LIMITS } from "../../../src/evidence/coverage/coverage-files.ts";
import { detectCoverage } from "../../../src/evidence/coverage/detect-coverage.ts";
import { saidBy } from "./said-by.ts";

const encoder = new TextEncoder();

test.each<[CoverageFormat, string]>([
  ["lcov", "TN:\nSF:a"],
  ["lcov", "\uFEFF# made by hand\r\n\r\nSF:a"],
  ["go-cover", "mode: set\n"],
  ["cobertura", '<?xml version="1.0"?>\n<!-- x -->\n<coverage line-rate="0"/>'],
  ["cobertura", "<coverage><sources/></coverage>"],
  ["cobertura", '<coverage generated="1"><packages/></coverage>'],
  ["clover", '<coverage generated="1"><project/></coverage>'],
  ["clover", "<coverage>\n<!-- x --><project/></coverage>"],
  ["jacoco", '<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report/>'],
  ["opencover", "\n<CoverageSession/>"],
  ["istanbul", ' {"/a.js":{"path":"/a.js","statementMap":{}}}'],
  ["istanbul-summary", '{"total":{"lines":{}}}'],
  ["coverage-py", '{"meta":{},"files":{},"totals":{}}'],
  ["llvm-cov", '{"data":[],"type":"llvm.coverage.json.export"}'],
  ["simplecov", '{"meta":{},"coverage":{}}'],
  ["simplecov", '{"RSpec":{"coverage":{}}}'],
])("%s is known by %j", (format, content) => {
  expect(detectCoverage(encoder.encode(content)).format).toBe(format);
});

describe("what is no report", () => {
  test.each<[what: string, content: string, said: string]>([
    ["nothing", "", "invalid at -: expected a coverage report, got an empty file"],
    [
      "white space",
      " \n",
      "invalid at 1: expected a coverage report: lcov (`SF:`), XML, JSON or a Go profile (`mode:`); got nothing",
    ],
    [
      "prose",
      "All is well.\n",
      'invalid at 1: expected a coverage report: lcov (`SF:`), XML, JSON or a Go profile (`mode:`); got "All is well."',
    ],
    [
      "test results",
      '<?xml version="1.0"?>\n<testsuites/>',
      "invalid at 2: expected `<coverage>` (Cobertura, Clover), `<report>` (JaCoCo) or `<CoverageSession>` (OpenCover), got `<testsuites>`; this is no coverage report",
    ],
    [
      "a root that says nothing more",
      "<coverage><other/></coverage>",
      "invalid at 1: expected `<coverage>` with `line-rate` and `<packages>` (Cobertura) or with `<project>` (Clover), got neither",
    ],
    [
      "other JSON",
      '{"name":"acme","version":1}',
      'invalid at -: expected the JSON of Istanbul, coverage.py, llvm-cov or SimpleCov; got an object with the members "name", "version"',
    ],
    [
      "an empty object",
      "{}",
      "invalid at -: expected the JSON of Istanbul, coverage.py, llvm-cov or SimpleCov; got an object with no members",
    ],
    ["a list", "[1]", "invalid at -: expected an object at the top of a coverage report"],
    ["half an object", '{"a":{', "invalid at -: not valid JSON: it ends before its last bracket"],
    ["half a text", '{"a', "invalid at -: not valid JSON: a string without an end"],
    ["two objects", "{} {}", "invalid at -: not valid JSON: more text after its end"],
    ["a member without a name", "{1:2}", "invalid at -: not valid JSON: a member without a name"],
    ["a name without a value", '{"a" 1}', "invalid at -: not valid JSON: a name without `:`"],
    ["no comma", '{"a":1 "b":2}', "invalid at -: not valid JSON: values without `,` between them"],
    [
      "a report of another format than declared",
      "SF:a\nDA:1,1\nend_of_record\n",
      "invalid at -: expected a report of the format jacoco, got lcov",
    ],
  ])("%s", (_, content, said) => {
    expect(saidBy(content, { format: "jacoco" })).toBe(said);
  });
});

const report = (...lines: string[]): string => `SF:a\n${lines.join("\n")}\nend_of_record\n`;

describe("limits", () => {
  test.each<[what: string, content: string, limits: object, said: string]>([
    [
      "bytes",
      report("DA:1,1"),
      { bytes: 10 },
      "invalid at -: expected a coverage report of at most 10 bytes, got 26",
    ],
    [
      "lines with branches",
      report("DA:1,1", "BRDA:1,0,0,1", "BRDA:2,0,0,1"),
      { details: 1 },
      "invalid at 5: expected at most 1 lines with branches; split the report",
    ],
    [
      "functions",
      report("DA:1,1", "FN:1,a", "FN:1,a", "FN:2,b"),
      { details: 1 },
      "invalid at 5: expected at most 1 functions; split the report",
    ],
    [
      "lines in ranges",
      "mode: set\na.go:1.1,3.9 1 1\na.go:1.1,3.9 1 1\n",
      { spannedLines: 4 },
      "invalid at 3: expected at most 4 lines in ranges; split the report",
    ],
    [
      "folders",
      `<coverage line-rate="1"><sources>${Array.from({ length: 65 }, (_, i) => `<source>/${i}</source>`).join("")}</sources><packages><class filename="a"><lines><line number="1" hits="1"/></lines></class></packages></coverage>`,
      {},
      "invalid at -: expected at most 64 folders of sources, got 65",
    ],
  ])("on %s", (_, content, limits, said) => {
    expect(saidBy(content, { limits: { ...COVERAGE_LIMITS, ...limits } })).toBe(said);
  });
});
