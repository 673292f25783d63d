import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { isTotal } from "../../src/core/model/coverage.ts";
import { parseCoverage } from "../../src/evidence/coverage/parse-coverage.ts";
import { measureCoverage } from "../../src/evidence/measure-coverage.ts";

const encoder = new TextEncoder();

/** Nothing but a report that measures lines, or a reason why it is none. */
function isSound(bytes: Uint8Array): boolean {
  const fact = parseCoverage(bytes, "report");
  if (fact.state === "unavailable") return fact.cause === "invalid" && fact.reason !== "";
  const { files } = fact.value;
  const measured = measureCoverage([fact.value], {
    tree: ["a"],
    sources: ["a"],
    changedLines: [{ path: "a", lines: new Set([1, 2]) }],
  });
  return (
    files.some(({ lines }) => (isTotal(lines) ? lines.total : lines.size) > 0) &&
    files.every(({ lines }) =>
      isTotal(lines)
        ? lines.covered <= lines.total
        : [...lines].every(([line, hits]) => line > 0 && Number.isSafeInteger(Math.ceil(hits))),
    ) &&
    (measured.state === "unavailable" ||
      measured.value.project.covered <= measured.value.project.total)
  );
}

/** Pieces that the readers know, put together in ways that they do not. */
const PIECES: Readonly<Record<string, readonly string[]>> = {
  lcov: ["SF:a\n", "DA:1,1\n", "DA:0,-9\n", "BRDA:1,0,0,-\n", "BRDA:1,e0,a,b,9e99\n", "FN:1,2,f\n", "FNDA:1,f\n", "FNL:0,1\n", "FNA:0,1,f\n", "FNA:9,1,\n", "LF:3\n", "end_of_record\n", "\u0000", "TN:\n"], // prettier-ignore
  "Go profile": ["mode: set\n", "a:1.1,2.2 1 1\n", "a:9.9,1.1 1 1\n", "a:1.1,999999999.1 1 1\n", ":1.1,1.1 1 1\n", "a", ":", " ", "\u0000", "99999999999999999999"], // prettier-ignore
  XML: ['<coverage line-rate="1">', '<coverage clover="3.2.0">', "<report>", "<CoverageSession>", "</coverage>", "</report>", "</CoverageSession>", "<packages>", '<package name="a">', '<class filename="a">', "</class>", "<lines>", "</lines>", '<line number="1" hits="1"/>', '<line nr="1" ci="1"/>', '<line nr="1" mb="9e99" cb="1"/>', '<line num="1" type="cond" truecount="1" falsecount="-1"/>', '<project name="All files">', '<file path="a">', '<sourcefile name="a">', '<File uid="1" fullPath="a"/>', '<Method><FileRef uid="1"/>', '<SequencePoint vc="1" sl="1" el="999999999"/>', '<BranchPoint vc="1" sl="1"/>', "<![CDATA[", "]]>", "<!DOCTYPE x [", '<!DOCTYPE x SYSTEM "file:///etc/passwd">', "&a;", "&#0;", "\u0000", "<?xml?>", '<__proto__ __proto__="1">'], // prettier-ignore
  JSON: ["{", "}", "[", "]", ",", ":", '"a"', '"__proto__"', '"constructor"', '"meta"', '"files"', '"totals"', '"coverage"', '"total"', '"lines"', '"data"', '"type"', '"llvm.coverage.json.export"', '"statementMap"', '"s"', '"segments"', '"executed_lines"', "1", "-1", "1e999", "null", "true", '"\\', "\u0000"], // prettier-ignore
};

describe.each(Object.entries(PIECES))("pieces of %s", (_, pieces) => {
  test("are a report with lines, or a reason why not", () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 });
    fc.assert(
      fc.property(text, (all) => {
        expect(isSound(encoder.encode(all.join("")))).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

/** Sound reports of one file, of which parts are replaced by anything. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(1e308, -1, 0.5, 2 ** 53, "1", null, [], {}, [[]], [[1]], { total: 1 }),
);
const orElse = <T>(value: T) => fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, anything);
const place = { start: { line: 1 }, end: { line: 1 } };

const REPORTS = {
  istanbul: fc
    .record({
      path: fc.constantFrom<unknown>("a", 1, ""),
      statementMap: orElse({ "0": place, __proto__: place }),
      s: orElse({ "0": 1 }),
      branchMap: orElse({ "0": { line: 1 } }),
      b: orElse({ "0": [1, 0] }),
      fnMap: orElse({ "0": { name: "f" } }),
      f: orElse({ "0": 1 }),
    })
    .map((file): unknown => ({ a: file })),
  summary: fc
    .tuple(orElse({ total: 2, covered: 1 }), orElse({ total: 2, covered: 1 }))
    .map(([lines, others]): unknown => ({
      total: { lines, branches: others, functions: others },
      a: { lines, branches: others, functions: others },
    })),
  "coverage.py": fc
    .record({
      executed_lines: orElse([1]),
      missing_lines: orElse([2]),
      excluded_lines: orElse([]),
      summary: orElse({ covered_lines: 1, num_statements: 2 }),
      executed_branches: orElse([[1, -1]]),
      functions: orElse({ f: { executed_lines: [1], missing_lines: [] } }),
    })
    .map((file): unknown => ({
      meta: {},
      files: { a: file },
      totals: { covered_lines: 1, num_statements: 2 },
    })),
  "llvm-cov": fc
    .record({
      files: orElse([{ filename: "a", segments: [[1, 1, 1, true, true, false]] }]),
      functions: orElse([{ name: "f", count: 1, filenames: ["a"], regions: [[1, 1]] }]),
    })
    .map((unit): unknown => ({ type: "llvm.coverage.json.export", data: [unit] })),
  SimpleCov: fc
    .record({
      lines: orElse([1, null, 0, "ignored"]),
      branches: orElse([{ coverage: 1, report_line: 1 }]),
      methods: orElse([{ name: "f", coverage: 1 }]),
    })
    .map((file): unknown => ({ meta: {}, coverage: { a: file } })),
};

describe.each(Object.entries(REPORTS))("%s", (_, reports) => {
  test("with anything in it is a report with lines, or a reason why not", () => {
    fc.assert(
      fc.property(reports, (report) => {
        expect(isSound(encoder.encode(JSON.stringify(report)))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

test("names that every object has are names of files and functions like others", () => {
  const report =
    '{"__proto__":{"path":"__proto__","statementMap":{"0":{"start":{"line":1}}},"s":{"0":1},"fnMap":{"0":{"name":"constructor"}},"f":{"0":1}}}';
  const fact = parseCoverage(encoder.encode(report), "report");
  if (fact.state === "unavailable") throw new Error(fact.reason);
  expect(fact.value.files.map(({ path }) => path)).toEqual(["__proto__"]);
  expect(Object.hasOwn(Object.prototype, "path")).toBe(false);
});

describe("a report that is cut off anywhere is no report", () => {
  test.each<[string, string]>([
    ["Cobertura", '<coverage line-rate="1"><packages><class filename="a"><lines><line number="1" hits="1"/></lines></class></packages></coverage>'], // prettier-ignore
    ["JaCoCo", '<report><package name="p"><sourcefile name="a"><line nr="1" ci="1"/></sourcefile></package></report>'], // prettier-ignore
    ["Clover", '<coverage clover="4"><project><file path="a"><line num="1" count="1"/></file></project></coverage>'], // prettier-ignore
    ["OpenCover", '<CoverageSession><File uid="1" fullPath="a"/><Method><FileRef uid="1"/><SequencePoint vc="1" sl="1"/></Method></CoverageSession>'], // prettier-ignore
    ["Istanbul", '{"a":{"statementMap":{"0":{"start":{"line":1}}},"s":{"0":1}}}'],
    ["coverage.py", '{"meta":{},"files":{"a":{"executed_lines":[1],"missing_lines":[],"summary":{"covered_lines":1,"num_statements":1}}},"totals":{"covered_lines":1,"num_statements":1}}'], // prettier-ignore
    ["llvm-cov", '{"type":"llvm.coverage.json.export","data":[{"files":[{"filename":"a","segments":[[1,1,1,true,true,false]]}]}]}'], // prettier-ignore
    ["SimpleCov", '{"meta":{},"coverage":{"a":[1]}}'],
    ["lcov", "SF:a\nDA:1,1\nend_of_record"],
  ])("%s", (_, report) => {
    const whole = encoder.encode(report);
    expect(parseCoverage(whole, "report").state).toBe("known");
    const states = Array.from(
      whole,
      (_byte, length) => parseCoverage(whole.subarray(0, length), "report").state,
    );
    expect(new Set(states)).toEqual(new Set(["unavailable"]));
  });
});

const BOMB = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
const LONG = 45_000_000;
const HEAD = '<coverage line-rate="1">';

describe("bombs are bounded", () => {
  test.each<[what: string, content: () => string, reason: RegExp]>([
    ["entities", () => `<!DOCTYPE x [<!ENTITY l0 "x">${BOMB.join("")}]><coverage line-rate="&l12;"/>`, /definitions in a `<!DOCTYPE/], // prettier-ignore
    ["an entity of nowhere", () => `<!DOCTYPE coverage SYSTEM "file:///etc/passwd">${HEAD}&x;</coverage>`, /not valid XML: undefined entity/], // prettier-ignore
    ["deep XML", () => HEAD + "<package>".repeat(200_000), /nested at most 64 deep/],
    ["an element of many attributes", () => `${HEAD}<class ${Array.from({ length: 200_000 }, (_, i) => `a${i}="1"`).join(" ")}/></coverage>`, /at most 100 attributes/], // prettier-ignore
    ["XML of one long name", () => `<${"a".repeat(LONG)}/>`, /got `<a{60}>`/],
    ["XML of one long text", () => `${HEAD}<source>${"a".repeat(LONG)}</source></coverage>`, /not one measured line/], // prettier-ignore
    ["XML of one long comment", () => `<!--${"a".repeat(LONG)}--><coverage/>`, /got neither/],
    ["XML of comments", () => `${"<!---->".repeat(LONG / 7)}<coverage/>`, /got neither/],
    ["ranges over ranges", () => `<CoverageSession><File uid="1" fullPath="a"/><Method><FileRef uid="1"/>${'<SequencePoint vc="1" sl="1" el="1000000"/>'.repeat(1_000_000)}`, /lines in ranges/], // prettier-ignore
    ["deep JSON", () => "[".repeat(LONG), /nested at most 40 deep/],
    ["deep objects", () => '{"a":'.repeat(LONG / 5), /nested at most 40 deep/],
    ["JSON of empty lists", () => `{"data":[${"[],".repeat(LONG / 3)}[]]}`, /at most 3000000 objects and lists/], // prettier-ignore
    ["JSON of numbers", () => `{"data":[${"1,".repeat(LONG / 2)}1]}`, /with 8000000 values/],
    ["JSON of one long text", () => `{"data":"${"a".repeat(LONG)}"}`, /expected the JSON of/],
    ["JSON of backslashes", () => `{"data":"${"\\".repeat(LONG)}"}`, /expected the JSON of/],
    ["JSON of quotes", () => `{"data":"${'\\"'.repeat(LONG / 2)}"}`, /expected the JSON of/],
    ["JSON of white space", () => `{${" ".repeat(LONG)}}`, /with no members/],
    ["a long line of lcov", () => `SF:${"a".repeat(LONG)}`, /lines of at most 65536 characters/],
    ["a long line of Go", () => `mode: set\n${":1".repeat(LONG / 2)}`, /lines of at most 65536/],
    ["lines of colons", () => `mode: set\n${`${":1".repeat(30_000)}\n`.repeat(700)}`, /expected `<file>/], // prettier-ignore
    ["branches of commas", () => `SF:a\n${`BRDA:1,0${",".repeat(60_000)}1\n`.repeat(700)}`, /no `end_of_record`/], // prettier-ignore
    ["branches of one line", () => `SF:a\n${Array.from({ length: 2_000_000 }, (_, i) => `BRDA:1,0,${i},1`).join("\n")}`, /no `end_of_record`/], // prettier-ignore
    ["lines far apart", () => `SF:a\n${Array.from({ length: 500_000 }, (_, i) => `DA:${i * 1999 + 1},1`).join("\n")}`, /no `end_of_record`/], // prettier-ignore
  ])("%s", (_, content, reason) => {
    const bytes = encoder.encode(content());
    const started = process.cpuUsage();
    const fact = parseCoverage(bytes, "report");
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
    expect(fact.state === "unavailable" ? fact.reason : "known").toMatch(reason);
  });
});
