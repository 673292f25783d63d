import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { type CoverageReport, isTotal } from "../../../src/core/model/coverage.ts";
import type { Fact } from "../../../src/core/model/fact.ts";
import {
  COVERAGE_LIMITS,
  type CoverageLimits,
} from "../../../src/evidence/coverage/coverage-files.ts";
import { parseCoverage } from "../../../src/evidence/coverage/parse-coverage.ts";

const encoder = new TextEncoder();

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
}

/** Files with their lines as plain data; the reason where the report is not known. */
function read(report: string | Uint8Array): unknown {
  const bytes = typeof report === "string" ? encoder.encode(report) : report;
  return inShort(parseCoverage(bytes, "lcov.info", { format: "lcov" }));
}

function inShort(fact: Fact<CoverageReport>): unknown {
  if (fact.state === "unavailable") {
    return `${fact.cause} at ${fact.places?.[0]?.line ?? "-"}: ${fact.reason}`;
  }
  return Object.fromEntries(
    fact.value.files.map(({ path, lines }) => [
      path,
      isTotal(lines) ? lines : Object.fromEntries(lines),
    ]),
  );
}

const one = (...lines: string[]): string => ["SF:a.py", ...lines, "end_of_record", ""].join("\n");

describe("reports of real tools", () => {
  test("Node's test runner", () => {
    expect(read(fixture("node.info"))).toEqual({
      "sample.mjs": { 1: 1, 2: 3, 3: 1, 4: 1, 5: 2, 6: 3, 7: 1, 8: 1, 9: 0, 10: 0 },
    });
  });

  test("Jest with V8", () => {
    expect(read(fixture("jest.info"))).toEqual({
      "src/sample.mjs": { 1: 1, 2: 1, 3: 0, 4: 0, 5: 1, 6: 1, 7: 1, 8: 1, 9: 0, 10: 0 },
    });
  });
});

describe("what tools write", () => {
  test.each<[what: string, report: string, files: unknown]>([
    ["a checksum", one("DA:1,2,Q79QNYSUr7l/H6QbUTIbnQ"), { "a.py": { 1: 2 } }],
    ["CRLF", one("DA:1,2", "DA:2,0").replaceAll("\n", "\r\n"), { "a.py": { 1: 2, 2: 0 } }],
    ["no line end at the end", one("DA:1,2").trimEnd(), { "a.py": { 1: 2 } }],
    ["a byte order mark", `\uFEFF${one("DA:1,2")}`, { "a.py": { 1: 2 } }],
    [
      "comments, test names and keys to come",
      `# geninfo\nTN:\n\n${one("VER:2", "DA:1,2", "XYZ:1,2,3", "BRDA:1,0,a(b,c),-", "FNL:0,1,3", "MCDC:1,2,t,1,0,x")}`,
      { "a.py": { 1: 2 } },
    ],
    ["counts below zero", one("DA:1,-3", "DA:2,1"), { "a.py": { 1: 0, 2: 1 } }],
    [
      "counts in other notations",
      one("DA:1,1e+3", "DA:2,2.5E3", "DA:3,0.0"),
      { "a.py": { 1: 1000, 2: 2500, 3: 0 } },
    ],
    [
      "counts too large for a number",
      one("DA:1,18446744073709551615", "DA:2,1e999"),
      { "a.py": { 1: Number.MAX_SAFE_INTEGER, 2: Number.MAX_SAFE_INTEGER } },
    ],
    ["line 0", one("DA:0,5", "DA:7,1"), { "a.py": { 7: 1 } }],
    ["a line twice", one("DA:1,2", "DA:1,0"), { "a.py": { 1: 2 } }],
    [
      "Windows' paths",
      one("DA:1,2").replace("a.py", String.raw`C:\src\a.py`),
      { "C:/src/a.py": { 1: 2 } },
    ],
    ["totals that are counted otherwise", one("DA:1,2", "LF:18", "LH:19"), { "a.py": { 1: 2 } }],
    [
      "a file in several records",
      one("DA:1,2", "DA:2,0") + one("DA:2,3", "DA:3,0"),
      { "a.py": { 1: 2, 2: 3, 3: 0 } },
    ],
    [
      "a file without lines beside others",
      `SF:empty.py\nend_of_record\n${one("DA:1,0")}`,
      { "empty.py": {}, "a.py": { 1: 0 } },
    ],
    ["a test without files", `TN:x\nend_of_record\n${one("DA:1,2")}`, { "a.py": { 1: 2 } }],
    [
      "names that mean something to JavaScript",
      one("DA:1,2").replace("a.py", "constructor"),
      { constructor: { 1: 2 } },
    ],
  ])("%s", (_, report, files) => {
    expect(read(report)).toEqual(files);
  });
});

describe("invalid", () => {
  test.each<[what: string, report: string | Uint8Array, reason: string]>([
    ["empty", "", "invalid at -: expected a coverage report, got an empty file"],
    [
      "of tests without files",
      "TN:x\nend_of_record",
      "invalid at -: expected records that start with `SF:`, found none",
    ],
    [
      "of another format",
      '<coverage line-rate="1"/>',
      "invalid at -: expected a report of the format lcov, got cobertura",
    ],
    [
      "without a measured line",
      "SF:a.py\nend_of_record\n",
      "invalid at -: the report lists 1 files but not one measured line",
    ],
    [
      "with line 0 alone",
      one("DA:0,5"),
      "invalid at -: the report lists 1 files but not one measured line",
    ],
    [
      "cut off",
      "TN:\nSF:a.py\nDA:1,2\nDA:2,",
      'invalid at 4: expected `DA:<line>,<count>`, got "DA:2,"',
    ],
    [
      "cut off between lines",
      "TN:\nSF:a.py\nDA:1,2\n",
      "invalid at 2: the record that starts here has no `end_of_record`; the report was cut off",
    ],
    [
      "with a record inside another",
      "SF:a.py\nDA:1,2\nSF:b.py",
      "invalid at 3: expected `end_of_record` before the next `SF:`",
    ],
    [
      "with lines of no file",
      "TN:\nDA:1,2\nend_of_record",
      "invalid at 2: expected `SF:<path>` before the first `DA:`",
    ],
    [
      "with a nameless file",
      "SF: \nend_of_record",
      "invalid at 1: expected a path after `SF:`, got nothing",
    ],
    [
      "with a count that is none",
      one("DA:1,NaN"),
      'invalid at 2: expected `DA:<line>,<count>`, got "DA:1,NaN"',
    ],
    [
      "with a count in hexadecimals",
      one("DA:1,0x1F"),
      'invalid at 2: expected `DA:<line>,<count>`, got "DA:1,0x1F"',
    ],
    [
      "with a line that is none",
      one("DA:-1,1"),
      'invalid at 2: expected `DA:<line>,<count>`, got "DA:-1,1"',
    ],
    [
      "a summary",
      one("LF:10", "LH:10"),
      "invalid at 4: `LF:` claims 10 lines but the record lists none; write the report with its lines, not as a summary",
    ],
    [
      "a summary of a file that has lines elsewhere",
      one("DA:1,1") + one("LF:10"),
      "invalid at 6: `LF:` claims 10 lines but the record lists none; write the report with its lines, not as a summary",
    ],
    [
      "not UTF-8",
      Uint8Array.of(0x53, 0x46, 0x3a, 0xff),
      "invalid at 1: the bytes are not valid utf-8",
    ],
  ])("%s", (_, report, reason) => {
    expect(read(report)).toBe(reason);
  });
});

describe("hostile", () => {
  test("a report of more than 50 MB", () => {
    expect(read(new Uint8Array(50 * 1024 * 1024 + 1))).toMatch(/at most 52428800 bytes/);
  });

  test.each(["x", " ", "DA:1,"])("one line of 5 MB that starts with %j is no report", (start) => {
    const bytes = new Uint8Array(5 * 1024 * 1024).fill(start === " " ? 32 : 49);
    bytes.set(encoder.encode(start));
    expect(read(bytes)).toMatch(/^invalid at 1: expected a coverage report: lcov/);
  });

  test("a path of 5 MB", () => {
    const bytes = new Uint8Array(5 * 1024 * 1024).fill(49);
    bytes.set(encoder.encode("SF:"));
    expect(read(bytes)).toMatch(/^invalid at 1: expected lines of at most 65536 characters/);
  });

  test("a line of white space that hides the rest of the report", () => {
    const report = `${one("DA:1,1")}${" ".repeat(200_000)}\n${one("DA:2,0")}`;
    expect(read(report)).toMatch(/^invalid at 4: expected lines of at most/);
  });

  test.each<[what: string, limits: Partial<CoverageLimits>, reason: RegExp]>([
    ["more bytes", { bytes: 10 }, /at most 10 bytes, got 78/],
    ["more files", { files: 2 }, /^invalid at 7: expected at most 2 files/],
    ["more lines", { measuredLines: 2 }, /^invalid at 8: expected at most 2 measured lines/],
  ])("%s than are read", (_, limits, reason) => {
    const report = ["a", "b", "c"].map((name) => one("DA:1,1").replace("a.py", name)).join("");
    const fact = parseCoverage(encoder.encode(report), "lcov.info", {
      limits: { ...COVERAGE_LIMITS, bytes: 1000, files: 10, measuredLines: 10, ...limits },
    });
    expect(inShort(fact)).toMatch(reason);
  });

  test("a line that is measured in each record counts once", () => {
    const limits = { ...COVERAGE_LIMITS, files: 1, measuredLines: 1 };
    const report = one("DA:1,1").repeat(10);
    const fact = parseCoverage(encoder.encode(report), "lcov.info", { limits });
    expect(inShort(fact)).toEqual({ "a.py": { 1: 10 } });
  });
});

test("any bytes are a report with a measured line, or a reason why not", () => {
  const line = fc.constantFrom(
    "SF:a",
    "SF:b",
    "DA:1,1",
    "DA:0,1",
    "DA:2,-1",
    "DA:x",
    "LF:3",
    "end_of_record",
    "",
    "\r",
    "TN:",
  );
  const text = fc.array(line, { maxLength: 12 }).map((lines) => encoder.encode(lines.join("\n")));
  fc.assert(
    fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const fact = parseCoverage(bytes, "lcov.info");
      const sound =
        fact.state === "known"
          ? fact.value.files.some(({ lines }) => !isTotal(lines) && lines.size > 0)
          : fact.cause === "invalid" && fact.reason !== "";
      expect(sound).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
