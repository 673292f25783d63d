import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { KINDS } from "../../src/core/kinds/index.ts";
import { known, mapFact } from "../../src/core/model/fact.ts";
import type { FactValues } from "../../src/core/model/facts.ts";
import { parseTests } from "../../src/evidence/tests/parse-tests.ts";

const decoder = new TextDecoder();
const encoder = new TextEncoder();

function fixture(path: string): string {
  return decoder.decode(
    readFileSync(new URL(`../evidence/fixtures/tests/${path}`, import.meta.url)),
  );
}

/** What the rule for unit tests makes of one report. */
function outcome(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? encoder.encode(content) : content;
  const reports = mapFact(parseTests(bytes, "report"), (report) => [report]);
  const facts = { tests: new Map([["unit", reports]]) } as unknown as FactValues;
  const judged = KINDS.get("test-results")?.judge(facts, { evidence: "unit" }) ?? known("no kind");
  return "outcome" in judged ? judged.outcome : judged.state;
}

/** Reports of runs that failed: however they are damaged, they never pass. */
const RED = [
  "ctrf/jest.json",
  "ctrf/from-surefire.json",
  "node/red.xml",
  "pytest/red-xunit1.xml",
  "surefire/TEST-acme.shapes.RedTest.xml",
  "gotestsum/red.xml",
];

describe.each(RED)("%s", (path) => {
  const text = fixture(path);

  test("does not pass", () => {
    expect(["fail", "unavailable"]).toContain(outcome(text));
  });

  test("does not pass where it is cut off", () => {
    fc.assert(
      fc.property(fc.nat(text.trimEnd().length - 1), (end) => {
        expect(outcome(text.slice(0, end))).not.toBe("pass");
      }),
      { numRuns: 300 },
    );
  });
});

describe("events of `go test -json`", () => {
  test.each(["go/red.jsonl", "go/panics.jsonl", "go/unbuilt.jsonl", "go/twice.jsonl"])(
    "%s do not pass",
    (path) => {
      // prettier-ignore
      expect(outcome(fixture(path))).toBe("fail");
    },
  );

  test("do not pass where they are cut off in a package", () => {
    const text = fixture("go/red.jsonl");
    const first = text.indexOf('"Package":"example.com/sample/red"');
    const last = text.lastIndexOf('"Package":"example.com/sample/red"');
    fc.assert(
      fc.property(fc.integer({ min: text.indexOf("\n", first), max: last }), (end) => {
        expect(outcome(text.slice(0, end))).not.toBe("pass");
      }),
      { numRuns: 300 },
    );
  });

  test("do not pass without one that ends a test or a package well", () => {
    const lines = fixture("go/green.jsonl").trimEnd().split("\n");
    const ends = lines.flatMap((line, at) => (line.includes('"Action":"pass"') ? [at] : []));
    for (const end of ends) {
      expect(outcome(lines.filter((_, at) => at !== end).join("\n"))).toBe("fail");
    }
    expect(outcome(lines.join("\n"))).toBe("pass");
  });
});

describe("pieces of a format", () => {
  const ctrf = ['{"reportFormat":"CTRF",', '"results":{', '"summary":{"tests":1,"passed":1}', ",", '"tests":[', '{"name":"a","status":"failed"}', "]", "}", "null", "-1", "1e999", '"__proto__":', "NaN", "\u0000"]; // prettier-ignore
  const go = ['{"Action":"run","Package":"a","Test":"T"}\n', '{"Action":"fail","Package":"a","Test":"T"}\n', '{"Action":"output","Package":"a","Test":"T","Output":"    a.go:1: x"}\n', '{"Action":"fail","Package":"a"}\n', "FAIL\ta [build failed]\n", "{", "}\n", "[[PROPERTY|req=1]]", '{"Action":1}\n', '"Package"', "\uFEFF"]; // prettier-ignore

  test.each<[name: string, pieces: readonly string[]]>([
    ["CTRF", ctrf],
    ["go test -json", go],
  ])("of %s that show no test that passed do not pass", (_, pieces) => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 20 });
    fc.assert(
      fc.property(text, (all) => {
        expect(outcome(all.join(""))).not.toBe("pass");
      }),
      { numRuns: 2000 },
    );
  });

  test("and bytes of any sort do not pass", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(outcome(bytes)).not.toBe("pass");
      }),
      { numRuns: 500 },
    );
  });
});

test("a report of half a million events is read in time", () => {
  const line = '{"Action":"output","Package":"a","Test":"T","Output":"x\\n"}\n';
  const text = `${line.repeat(500_000)}{"Action":"pass","Package":"a","Test":"T"}\n{"Action":"pass","Package":"a"}\n`;
  const start = performance.now();
  expect(outcome(text)).toBe("pass");
  expect(performance.now() - start).toBeLessThan(20_000);
});
