import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { parseGoTestJson } from "../../../src/evidence/tests/go-test-json.ts";

const encoder = new TextEncoder();
const P = { Package: "acme/a" };

function read(lines: readonly (object | string)[], limits?: { bytes: number; cases: number }) {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  return parseGoTestJson(encoder.encode(text.join("\n")), "go.jsonl", limits);
}

/** Cases in short; the reason where the report is not known. */
function cases(lines: readonly (object | string)[]): unknown {
  const fact = read(lines);
  if (fact.state === "unavailable") return `${fact.places?.[0]?.line ?? "-"}: ${fact.reason}`;
  return fact.value.suites.flatMap((suite) =>
    suite.cases.map(({ name, status, message }) => `${suite.name} ${name} ${status} ${message}`),
  );
}

const run = (test: string) => ({ ...P, Action: "run", Test: test });
const ended = (action: string, test?: string) => ({ ...P, Action: action, ...(test && { Test: test }) }); // prettier-ignore
const printed = (output: string, test?: string) => ({ ...P, Action: "output", Output: output, ...(test && { Test: test }) }); // prettier-ignore

describe("events", () => {
  test.each<[what: string, lines: readonly (object | string)[], expected: unknown]>([
    ["of a test that passed", [{ ...P, Action: "start" }, run("T"), printed("x\n", "T"), ended("pass", "T"), ended("pass")], ["acme/a T passed "]], // prettier-ignore
    ["of a test that failed", [run("T"), printed("=== RUN   T\n", "T"), printed("    a_test.go:5: no\n", "T"), printed("--- FAIL: T (0.00s)\n", "T"), ended("fail", "T"), ended("fail")], ["acme/a T failed a_test.go:5: no"]], // prettier-ignore
    ["of a test that was skipped", [run("T"), printed("    a_test.go:5: later\n", "T"), ended("skip", "T"), ended("pass")], ["acme/a T skipped a_test.go:5: later"]], // prettier-ignore
    ["of subtests, which are counted as Go does", [run("T"), run("T/a"), ended("pass", "T/a"), run("T/b"), ended("fail", "T/b"), ended("fail", "T"), ended("fail")], ["acme/a T failed ", "acme/a T/a passed ", "acme/a T/b failed "]], // prettier-ignore
    ["that pause and go on", [run("T"), ended("pause", "T"), ended("cont", "T"), ended("pass", "T"), ended("pass")], ["acme/a T passed "]], // prettier-ignore
    ["of a benchmark", [run("BenchmarkX"), ended("bench", "BenchmarkX"), ended("pass", "BenchmarkX"), ended("pass")], ["acme/a BenchmarkX passed "]], // prettier-ignore
    ["of benchmarks whose end Go does not tell, only that of their package", [run("BenchmarkLoud"), ended("bench", "BenchmarkLoud"), run("BenchmarkQuiet"), ended("pass")], ["acme/a BenchmarkLoud passed ", "acme/a BenchmarkQuiet passed "]], // prettier-ignore
    ["of a benchmark in a package that failed", [run("BenchmarkX"), ended("fail")], ["acme/a BenchmarkX error it never ended"]], // prettier-ignore
    ["of a test that never ended", [run("T"), printed("hangs\n", "T")], ["acme/a T error hangs"]],
    ["of a package that never ended", [run("T"), ended("pass", "T"), printed("x\n")], ["acme/a T passed ", "acme/a (package) error x"]], // prettier-ignore
    ["of a package that ended badly", [run("T"), ended("pass", "T"), printed("exit status 3\n"), printed("FAIL\tacme/a\t0.1s\n"), ended("fail")], ["acme/a T passed ", "acme/a (package) error exit status 3"]], // prettier-ignore
    ["of a package without tests", [printed("?   \tacme/a\t[no test files]\n"), ended("skip")], []],
    ["of a test that is run twice", [run("T"), ended("fail", "T"), run("T"), ended("pass", "T"), ended("fail")], ["acme/a T failed ", "acme/a T passed "]], // prettier-ignore
    ["of a build that failed (Go 1.24)", [{ ImportPath: "acme/a [acme/a.test]", Action: "build-output", Output: "# acme/a\n" }, { ImportPath: "acme/a [acme/a.test]", Action: "build-output", Output: "./a.go:1: no\n" }, { ImportPath: "acme/a [acme/a.test]", Action: "build-fail" }, { ...P, Action: "start" }, { ...P, Action: "fail", FailedBuild: "acme/a [acme/a.test]" }], ["acme/a (package) error # acme/a\n./a.go:1: no"]], // prettier-ignore
    ["between a compiler's lines", ["# acme/b [acme/b.test]", "b.go:1: no", run("T"), ended("pass", "T"), "FAIL\tacme/b [build failed]", ended("pass")], ["acme/a T passed ", "acme/b (package) error # acme/b [acme/b.test]\nb.go:1: no"]], // prettier-ignore
    ["of a set-up that failed", [run("T"), ended("pass", "T"), ended("pass"), "FAIL\tacme/b [setup failed]"], ["acme/a T passed ", "acme/b (package) error FAIL\tacme/b [setup failed]"]], // prettier-ignore
    ["that are not known yet", [run("T"), { ...P, Action: "later", Test: "T" }, { Action: "odd" }, ended("pass", "T"), ended("pass")], ["acme/a T passed "]], // prettier-ignore
    ["with line ends of Windows", [`${JSON.stringify(run("T"))}\r`, `${JSON.stringify(ended("pass", "T"))}\r`, ended("pass")], ["acme/a T passed "]], // prettier-ignore
  ])("%s", (_, lines, expected) => {
    expect(cases(lines)).toEqual(expected);
  });

  test("say where a test stands and what it checks", () => {
    const fact = read([
      run("T/REQ-4.2.1_x"),
      { ...P, Action: "attr", Test: "T/REQ-4.2.1_x", Key: "requirement", Value: "4.3" },
      printed("[[PROPERTY|req=4.4]]\n", "T/REQ-4.2.1_x"),
      printed("    a_test.go:5: no\n", "T/REQ-4.2.1_x"),
      printed("    a_test.go:9: again\n", "T/REQ-4.2.1_x"),
      ended("fail", "T/REQ-4.2.1_x"),
    ]);
    expect(fact.state === "known" && fact.value.suites[0]?.cases[0]).toMatchObject({
      className: "acme/a",
      file: "acme/a/a_test.go",
      line: 5,
      requirements: ["4.3", "4.4", "4.2.1"],
    });
  });

  test("of packages with the same tests are kept apart", () => {
    const other = { Package: "acme/b" };
    expect(
      cases([run("T"), { ...other, Action: "run", Test: "T" }, ended("pass", "T"), { ...other, Action: "fail", Test: "T" }, ended("pass"), { ...other, Action: "fail" }]), // prettier-ignore
    ).toEqual(["acme/a T passed ", "acme/b T failed "]);
  });
});

describe("invalid", () => {
  test.each<[what: string, lines: readonly (object | string)[], reason: RegExp]>([
    ["cut off", [run("T"), '{"Action":"pa'], /^2: expected an event .* may be cut off/],
    ["with an object that is no event", [run("T"), { a: 1 }], /^2: expected an event/],
    ["without an event", ["PASS", "ok  \tacme/a\t0.1s"], /^-: expected events of `go test -json`, found none/], // prettier-ignore
    ["empty", [], /^-: expected events of `go test -json`, found none/],
    ["with one long line", [run("T"), "x".repeat(2_000_000)], /^2: expected lines of at most 1048576 characters/], // prettier-ignore
  ])("%s", (_, lines, reason) => {
    expect(cases(lines)).toMatch(reason);
  });

  test("no text", () => {
    const bytes = Uint8Array.of(0x7b, 0xff);
    expect(parseGoTestJson(bytes, "x")).toMatchObject({ reason: "the bytes are not valid utf-8", places: [{ line: 1 }] }); // prettier-ignore
  });

  test("larger than is read", () => {
    expect(read([run("T")], { bytes: 5, cases: 9 })).toMatchObject({ reason: expect.stringMatching(/at most 5 bytes/) }); // prettier-ignore
    expect(read([run("T"), run("U")], { bytes: 1000, cases: 1 })).toMatchObject({ reason: expect.stringMatching(/at most 1 test cases/) }); // prettier-ignore
  });

  test("output that never ends is cut", () => {
    const lines = [run("T"), ...Array.from({ length: 2000 }, () => printed("y".repeat(1000), "T")), ended("fail", "T")]; // prettier-ignore
    const fact = read(lines);
    expect(fact.state === "known" && fact.value.suites[0]?.cases[0]?.message).toHaveLength(1024);
  });
});

test("any lines are a report, or a reason why not", () => {
  const event = fc.record(
    {
      Action: fc.constantFrom("run", "pass", "fail", "skip", "output", "attr", "build-output"),
      Package: fc.constantFrom("a", "__proto__"),
      Test: fc.constantFrom("T", "T/x", "constructor"),
      Output: fc.string(),
      FailedBuild: fc.constantFrom("a", "toString"),
    },
    { requiredKeys: ["Action"] },
  );
  const line = fc.oneof(event, fc.constantFrom("FAIL\ta [build failed]", "{", "x", ""));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const fact = read(lines);
      const failing = lines.some((each) => each === "FAIL\ta [build failed]" || (typeof each === "object" && each.Action === "fail" && each.Package !== undefined)); // prettier-ignore
      const sound =
        fact.state === "unavailable"
          ? fact.cause === "invalid" && fact.reason !== ""
          : !failing || fact.value.suites.some((suite) => suite.cases.some(({ status }) => status === "failed" || status === "error")); // prettier-ignore
      expect(sound).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
