import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Fact } from "../../src/core/model/fact.ts";
import type { JsonPointer, StructuredReport } from "../../src/core/model/structured-report.ts";
import {
  MAX_JSON_BYTES,
  MAX_YAML_BYTES,
  parseJsonLinesReport,
  parseJsonReport,
  parseYamlReport,
  structuredParser,
} from "../../src/evidence/structured.ts";

function known(fact: Fact<StructuredReport>): StructuredReport {
  if (fact.state === "unavailable") throw new Error(fact.reason);
  return fact.value;
}

const lines = (text: string): Fact<StructuredReport> => parseJsonLinesReport(text, "r.jsonl");
const json = (text: string): StructuredReport => known(parseJsonReport(text, "r.json"));

describe("a report of JSON", () => {
  test("is what the language itself reads", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        fc.pre(!text.includes('"__proto__"'));
        expect(json(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  test("is refused where the language itself refuses it, but for NaN and Infinity", () => {
    const pieces = ['"a"', "1", "-", "0", "1.5e3", ".", "true", "null", "nul", "[", "]", "{", "}", ",", ":", " ", "'", '"', "\\", "\u0001", "/", "+1", "01", "\ud800"]; // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        const repeated = parseJsonReport(text, "r.json");
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const twice = repeated.state === "unavailable" && repeated.reason.includes("stands twice");
        expect(repeated.state === "known" || twice).toBe(valid);
      }),
      { numRuns: 2000 },
    );
  });

  test("keeps NaN and Infinity, with their places", () => {
    const report = json('{\n  "a": NaN,\n  "b": [Infinity, -Infinity, 1e999]\n}');
    expect(report.value).toEqual({
      a: Number.NaN,
      b: [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    });
    expect(report.placeOf(["a"])).toEqual({ path: "r.json", line: 2, column: 8 });
    expect(report.placeOf(["b", 1])).toEqual({ path: "r.json", line: 3, column: 19 });
  });

  test.each<[string, string, number]>([
    ["", "expected a value of JSON, got the end", 1],
    ["{", "expected a key in double quotes, got the end", 1],
    ['{"a": 1,\n"a": 2}', 'the key "a" stands twice in one mapping', 2],
    ['{"a": 1,\n"\\u0061": 2}', 'the key "a" stands twice', 2],
    ['{"__proto__": {}}', "the key `__proto__` has a special meaning elsewhere", 1],
    ["[1\n,]", 'expected a value of JSON, got "]"', 2],
    ["[1 2]", 'expected `,` or `]`, got "2]"', 1],
    ['{"a" 1}', 'expected `:`, got "1}"', 1],
    ['{"a": 1 "b"}', 'expected `,` or `}`, got "\\"b\\"}"', 1],
    ["{a: 1}", 'expected a key in double quotes, got "a: 1}"', 1],
    ["// no\n1", 'expected a value of JSON, got "// no\\n1"', 1],
    ["nan", 'expected a value of JSON, got "nan"', 1],
    ["1\n2", 'expected the end, got "2"', 2],
    ['"a', "the text has no closing quote", 1],
    ['"\\x"', "the text holds an escape or a control character that JSON refuses", 1],
    [`${"[".repeat(101)}${"]".repeat(101)}`, "nested deeper than 100", 1],
  ])("says what is wrong with %j", (text, reason, line) => {
    expect(parseJsonReport(text, "r.json")).toMatchObject({
      state: "unavailable",
      cause: "invalid",
      reason: expect.stringContaining(`not valid JSON, line ${line}: ${reason}`),
      places: [{ path: "r.json", line }],
    });
  });

  test("has nothing of a prototype", () => {
    const { value } = json('{"constructor": 1, "toString": 2, "hasOwnProperty": 3}');
    expect(Object.keys(value as object)).toEqual(["constructor", "toString", "hasOwnProperty"]);
  });

  test("begins after a byte order mark", () => {
    const report = json('\uFEFF{"a": 1}');
    expect(report.placeOf(["a"])).toEqual({ path: "r.json", line: 1, column: 7 });
  });

  test("is read up to its largest size, and soon", () => {
    const row = '{"name": "a column", "value": 0.25, "tags": ["a", "b"], "drifted": false},\n';
    const text = `[${row.repeat(Math.floor(MAX_JSON_BYTES / row.length) - 1)}{}]`;
    const before = process.cpuUsage();
    const report = json(text);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000); // milliseconds
    const rows = report.value as readonly unknown[];
    expect(report.placeOf([rows.length - 1])).toEqual({
      path: "r.json",
      line: rows.length,
      column: 1,
    });
    expect(parseJsonReport(text + row + row, "r.json")).toMatchObject({
      reason: expect.stringContaining(`expected at most ${MAX_JSON_BYTES} bytes of JSON`),
    });
    expect(parseJsonReport(`"${"é".repeat(MAX_JSON_BYTES / 2)}"`, "r.json").state).toBe("unavailable"); // prettier-ignore
  });
});

describe("places in JSON", () => {
  const text = '{\n "a": {"x,}": [1, "]", {"b": null}]},\n "c" : -1.5\n}';

  test.each<[JsonPointer, string]>([
    [[], '{\n "a"'],
    [["a"], '{"x,}"'],
    [["a", "x,}"], "[1"],
    [["a", "x,}", 1], '"]"'],
    [["a", "x,}", 2, "b"], "null"],
    [["c"], "-1.5"],
    [["missing"], '{\n "a"'],
    [["a", "missing", "deeper"], '{"x,}"'],
    [["a", "x,}", 9], "[1"],
    [["c", "of a number"], "-1.5"],
  ])("%j", (pointer, seen) => {
    const { line = 0, column = 0 } = json(text).placeOf(pointer);
    const rest = text
      .split("\n")
      .slice(line - 1)
      .join("\n")
      .slice(column - 1);
    expect(rest.slice(0, seen.length)).toBe(seen);
  });

  test("are where the value stands that is read there", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const written = JSON.stringify(value, undefined, 1);
        fc.pre(!written.includes('"__proto__"'));
        const report = json(written);
        for (const [pointer, part] of parts(JSON.parse(written), [])) {
          const { line = 0, column = 0 } = report.placeOf(pointer);
          const rest = written
            .split("\n")
            .slice(line - 1)
            .join("\n")
            .slice(column - 1);
          expect(rest.startsWith((JSON.stringify(part, undefined, 1).split("\n")[0] ?? ""))).toBe(true); // prettier-ignore
        }
      }),
    );
  });
});

describe("a report of JSON lines", () => {
  test("is the list of its lines, empty ones left out", () => {
    const report = known(lines('{"a": 1}\r\n\n{"a": NaN}\n'));
    expect(report).toMatchObject({ format: "jsonl", value: [{ a: 1 }, { a: Number.NaN }] });
    expect(report.placeOf([1, "a"])).toEqual({ path: "r.jsonl", line: 3, column: 7 });
    expect(report.placeOf([7])).toEqual({ path: "r.jsonl", line: 1, column: 1 });
    expect(report.placeOf([])).toEqual({ path: "r.jsonl", line: 1, column: 1 });
  });

  test.each([
    ["", "holds no value"],
    ["\n \n", "holds no value"],
    ['{"a": 1}\n{"a": ', "not valid JSON, line 2: expected a value of JSON, got the end"],
    ["1\n".repeat(200_001), "expected at most 200000 lines, got 200001"],
    [" ".repeat(MAX_JSON_BYTES + 1), "expected at most"],
  ])("is not another text", (text, reason) => {
    expect(lines(text)).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
    });
  });
});

describe("a report of YAML", () => {
  test("is read as our own files are", () => {
    const report = known(parseYamlReport("made-at: 2026-11-01\nx: [.nan, .inf]\n", "r.yml"));
    expect(report.value).toEqual({ "made-at": "2026-11-01", x: [Number.NaN, Number.POSITIVE_INFINITY] }); // prettier-ignore
    expect(report.placeOf(["x", 1])).toEqual({ path: "r.yml", line: 2, column: 11 });
  });

  test.each([
    ["a: &x 1\nb: *x", "aliases"],
    ["a: 1\na: 2", "stands here twice"],
    ["a: [", "not valid YAML"],
    ["", "the text is empty"],
    ["#".repeat(MAX_YAML_BYTES + 1), "expected at most"],
    ["__proto__: 1", "special meaning"],
  ])("is refused where it means more than it shows", (text, reason) => {
    expect(parseYamlReport(text, "r.yml")).toMatchObject({
      cause: "invalid",
      reason: expect.stringContaining(reason),
    });
  });
});

test("each format has one parser, the same each time", () => {
  expect(structuredParser("json")).toBe(parseJsonReport);
  expect(structuredParser("yaml")).toBe(parseYamlReport);
  expect(structuredParser("jsonl")).toBe(parseJsonLinesReport);
});

function* parts(value: unknown, pointer: JsonPointer): Generator<[JsonPointer, unknown]> {
  yield [pointer, value];
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries()) yield* parts(each, [...pointer, i]);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) yield* parts(each, [...pointer, key]);
  }
}
