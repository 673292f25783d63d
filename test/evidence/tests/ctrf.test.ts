import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { parseCtrf } from "../../../src/evidence/tests/ctrf.ts";

const encoder = new TextEncoder();
const ZERO = { passed: 0, failed: 0, skipped: 0, pending: 0, other: 0 };

/** A report whose summary fits its tests. */
function report(tests: readonly object[], changes: object = {}): unknown {
  const summary: Record<string, number> = { tests: tests.length, ...ZERO, start: 0, stop: 1 };
  for (const each of tests) {
    const status = (each as { status?: string }).status ?? "";
    summary[status] = (summary[status] ?? 0) + 1;
  }
  return {
    reportFormat: "CTRF",
    specVersion: "1.0.0",
    results: { tool: { name: "x" }, summary: { ...summary, ...changes }, tests },
  };
}

function read(value: unknown, limits?: { bytes: number; cases: number }) {
  const bytes = value instanceof Uint8Array ? value : encoder.encode(JSON.stringify(value));
  return parseCtrf(bytes, "ctrf.json", limits);
}

/** The one case of a report that holds no other. */
function theCase(test: object): unknown {
  const fact = read(report([{ name: "t", duration: 1, ...test }]));
  if (fact.state === "unavailable") return fact.reason;
  const [suite] = fact.value.suites;
  return { suite: suite?.name, ...suite?.cases[0] };
}

describe("a test", () => {
  test.each<[what: string, test: object, expected: object]>([
    ["that passed", { status: "passed" }, { status: "passed", message: "", suite: "" }],
    ["that failed", { status: "failed", message: " no " }, { status: "failed", message: "no" }],
    ["that was skipped", { status: "skipped" }, { status: "skipped" }],
    ["that is pending", { status: "pending" }, { status: "skipped" }],
    [
      "that was interrupted",
      { status: "other", rawStatus: "interrupted" },
      { status: "error", message: "its status is other interrupted" },
    ],
    ["of which nobody knows", { status: "other" }, { status: "error" }],
    ["that is to be done", { status: "other", rawStatus: "todo" }, { status: "skipped" }],
    ["that flickers", { status: "passed", flaky: true }, { status: "passed", flaky: true }],
    ["that was run again", { status: "passed", retries: 2 }, { status: "passed", flaky: true }],
    [
      "with an attempt that failed",
      { status: "passed", retryAttempts: [{ attempt: 1, status: "failed" }] },
      { status: "passed", flaky: true },
    ],
    ["that failed again", { status: "failed", retries: 2, flaky: false }, { status: "failed" }],
    ["in suites", { status: "passed", suite: ["a", "b"] }, { suite: "a > b" }],
    ["in a suite, as it was written", { status: "passed", suite: "a > b" }, { suite: "a > b" }],
    [
      "with a place",
      { status: "passed", filePath: "/x/a.ts", line: 7 },
      { file: "/x/a.ts", line: 7 },
    ],
    ["with tags", { status: "passed", tags: ["fast", "@req:4.2.1", "4.3"] }, { requirements: ["4.2.1"] }], // prettier-ignore
    [
      "with labels",
      { status: "passed", labels: { requirement: ["4.2", "4.3"], n: 1, b: true, none: null } },
      {
        requirements: ["4.2", "4.3"],
        properties: new Map([
          ["requirement", "4.2\n4.3"],
          ["n", "1"],
          ["b", "true"],
        ]),
      },
    ],
    ["with nulls", { status: "passed", message: null, suite: null, tags: null, flaky: null, line: null }, { status: "passed" }], // prettier-ignore
  ])("%s", (_, written, expected) => {
    expect(theCase(written)).toMatchObject(expected);
  });

  test.each([0, -1, 1.5, null])("stands on no line %s", (line) => {
    expect(theCase({ status: "passed", filePath: "a", line })).not.toHaveProperty("line");
  });

  test("that passed at once does not flicker", () => {
    expect(theCase({ status: "passed", retries: 0, retryAttempts: [] })).not.toHaveProperty(
      "flaky",
    );
  });
});

test("older files have no more than results", () => {
  const { results } = report([{ name: "t", status: "passed" }]) as { results: unknown };
  expect(read({ results })).toMatchObject({ state: "known" });
});

test("a report without tests is empty", () => {
  expect(read(report([]))).toMatchObject({ state: "known", value: { suites: [] } });
});

describe("invalid", () => {
  const one = [{ name: "t", status: "passed" }];
  test.each<[what: string, value: unknown, reason: string | RegExp]>([
    ["with more tests than are shown", report(one, { tests: 2 }), "the summary claims 2 tests, the tests show 1; write the report again, whole"], // prettier-ignore
    ["with fewer tests than are shown", report(one, { tests: 0 }), "the summary claims 0 tests, the tests show 1"], // prettier-ignore
    ["with a failure that is not shown", report(one, { failed: 1 }), "the summary claims 1 failed, the tests show 0"], // prettier-ignore
    ["with a failure that is not summed up", report([{ name: "t", status: "failed" }], { failed: 0, passed: 1 }), "the summary claims 1 passed, the tests show 0"], // prettier-ignore
    ["with NaN tests", encoder.encode('{"results":{"summary":{"tests":NaN},"tests":[]}}'), /expected number, received NaN/], // prettier-ignore
    ["with a status that nobody knows", report([{ name: "t", status: "fine" }]), /^`results.tests\[0\].status`: /], // prettier-ignore
    ["with a test that has no name", report([{ status: "passed" }]), /^`results.tests\[0\].name`: /], // prettier-ignore
    ["without results", {}, /^this is no CTRF report: `results`: /],
    ["of another format", { ...(report(one) as object), reportFormat: "X" }, /`reportFormat`/],
    ["that is a list", [], /^this is no CTRF report/],
    ["whose results stand twice, the second without the failure", encoder.encode('{"results":{"summary":{"tests":1,"failed":1},"tests":[{"name":"a","status":"failed"}]},"results":{"summary":{"tests":1,"passed":1},"tests":[{"name":"a","status":"passed"}]}}'), /the key "results" stands twice/], // prettier-ignore
    ["cut off", encoder.encode('{"results":'), /got no valid JSON/],
    ["that is no text", Uint8Array.of(0xff), "the bytes are not valid utf-8"],
    ["empty", new Uint8Array(), /got no valid JSON/],
  ])("%s", (_, value, reason) => {
    const fact = read(value);
    expect(fact).toMatchObject({ state: "unavailable", cause: "invalid", places: [{ path: "ctrf.json" }] }); // prettier-ignore
    expect(fact.state === "unavailable" && fact.reason).toMatch(reason);
  });

  test("larger than is read", () => {
    const two = report([...one, ...one]);
    expect(read(two, { bytes: 10, cases: 9 })).toMatchObject({ reason: expect.stringMatching(/at most 10 bytes/) }); // prettier-ignore
    expect(read(two, { bytes: 1000, cases: 1 })).toMatchObject({ reason: expect.stringMatching(/at most 1 test cases/) }); // prettier-ignore
  });
});

test("any JSON is a report, or a reason why not", () => {
  const part = fc.record(
    {
      results: fc.record(
        {
          summary: fc.dictionary(fc.constantFrom("tests", "passed", "__proto__"), fc.nat(2)),
          tests: fc.array(
            fc.record(
              {
                name: fc.string(),
                status: fc.constantFrom("passed", "failed", "other", "odd"),
                suite: fc.jsonValue(),
                labels: fc.dictionary(fc.string(), fc.jsonValue()),
                line: fc.double(),
              },
              { requiredKeys: [] },
            ),
            { maxLength: 3 },
          ),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(part, fc.jsonValue()), (value) => {
      const fact = read(value);
      expect(fact.state === "known" || (fact.cause === "invalid" && fact.reason !== "")).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("a million brackets are no report", () => {
  expect(read(encoder.encode("[".repeat(1_000_000)))).toMatchObject({ cause: "invalid" });
  expect(read(encoder.encode(`${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`))).toMatchObject({
    cause: "invalid",
  });
});

test("what is no JSON is shown with its line", () => {
  expect(read(encoder.encode('{"results":\n{"tests":[}}'))).toMatchObject({
    places: [{ path: "ctrf.json", line: 2 }],
  });
});
