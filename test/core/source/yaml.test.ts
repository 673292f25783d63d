import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { dump } from "js-yaml";
import { type LocatedYaml, parseYaml, type YamlOptions } from "../../../src/core/source/yaml.ts";
import { placeText } from "../../../src/core/model/place.ts";

function read(text: string, options?: YamlOptions): LocatedYaml {
  const parsed = parseYaml(text, "f.yml", options);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("\n"));
  return parsed.value;
}

function problems(text: string, options?: YamlOptions): string[] {
  const parsed = parseYaml(text, "f.yml", options);
  if (parsed.ok) return [];
  return parsed.problems.map(({ place, message }) => `${placeText(place)} ${message}`);
}

describe("values", () => {
  test.each<[text: string, value: unknown]>([
    ["a: 1\nb: [x, {c: d}]\n", { a: 1, b: ["x", { c: "d" }] }],
    ["on: yes\ndate: 2026-01-31\nkey:\n", { on: "yes", date: "2026-01-31", key: null }],
    ['{"a": [1.5, true, null], "b": "\\u00e9"}', { a: [1.5, true, null], b: "é" }],
    ["# first\n---\na: 1\n...\n", { a: 1 }],
    ["---\n", null],
    ["\uFEFFa: 1", { a: 1 }],
    ["1: a\nnull: b\ntrue: c", { 1: "a", null: "b", true: "c" }],
  ])("%j", (text, value) => {
    expect(read(text).value).toEqual(value);
  });

  test("are text as it was written where strings are asked for", () => {
    expect(read("a: 1.10\nb: 0x1F\nc: true\nd:\ne: null", { strings: true }).value).toEqual({
      a: "1.10",
      b: "0x1F",
      c: "true",
      d: "",
      e: "null",
    });
  });

  test("do not reach a prototype", () => {
    expect(problems("__proto__: {polluted: true}")[0]).toMatch(/^f\.yml:1:1 the key `__proto__`/);
    const { value } = read("constructor: {prototype: {polluted: true}}");
    expect(Object.hasOwn(value as object, "constructor")).toBe(true);
    expect("polluted" in {}).toBe(false);
  });

  test("come back from what js-yaml writes", () => {
    const scalar = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const key = fc
      .string({ unit: "binary" })
      .filter((text) => text !== "<<" && text !== "__proto__");
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        scalar,
        fc.array(tie("node"), { maxLength: 4 }),
        fc.dictionary(key, tie("node"), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(node, (value) => {
        expect(read(dump(value)).value).toEqual(value);
      }),
    );
  });
});

describe("places", () => {
  const text = [
    "a: 1",
    "list:",
    "  - x",
    '  - name: "quoted"',
    "    empty:",
    "flow: {one: [2, 'three']}",
    "block: |",
    "  text",
  ].join("\n");

  test.each<[pointer: (string | number)[], value: string, key: string]>([
    [[], "1:1", "1:1"],
    [["a"], "1:4", "1:1"],
    [["list"], "3:3", "2:1"],
    [["list", 0], "3:5", "3:5"],
    [["list", 1], "4:5", "4:5"],
    [["list", 1, "name"], "4:11", "4:5"],
    [["list", 1, "empty"], "5:5", "5:5"],
    [["flow", "one", 1], "6:17", "6:17"],
    [["flow", "one"], "6:13", "6:8"],
    [["block"], "8:1", "7:1"],
    [["missing"], "1:1", "1:1"],
    [["list", 1, "missing", "below"], "4:5", "4:5"],
    [["flow", "missing"], "6:1", "6:1"],
  ])("of %j", (pointer, value, key) => {
    const yaml = read(text);
    expect(placeText(yaml.placeOf(pointer))).toBe(`f.yml:${value}`);
    expect(placeText(yaml.keyPlaceOf(pointer))).toBe(`f.yml:${key}`);
  });

  test.each(["\n", "\r\n", "\r"])("count lines that end in %j", (end) => {
    const yaml = read(`a: 1${end}b: 2${end}${end}c: 3`);
    expect(placeText(yaml.placeOf(["c"]))).toBe("f.yml:4:4");
  });

  test("of front matter are those of the whole file", () => {
    expect(placeText(read("a: 1\nb: 2", { firstLine: 5 }).placeOf(["b"]))).toBe("f.yml:6:4");
    expect(problems("a: [", { firstLine: 5 })[0]).toMatch(/^f\.yml:5:5 /);
    expect(problems("", { firstLine: 5 })[0]).toMatch(/^f\.yml:5:1 /);
  });

  test("come with the text as it was written", () => {
    const yaml = read("a: 1.10\nb: '2'\nc: [x]\nd:");
    const written = [["a"], ["b"], ["c"], ["c", 0], ["d"], ["e"]].map((at) => yaml.textOf(at));
    expect(written).toEqual(["1.10", "2", undefined, "x", "", undefined]);
  });
});

describe("refused", () => {
  test.each<[text: string, problem: string | RegExp]>([
    ["", "f.yml:1:1 expected one YAML document; the text is empty"],
    ["# only a comment", /^f\.yml:1:1 .*empty/],
    ["a: 1\n---\nb: 2\n", /^f\.yml:3:1 expected one YAML document, got 2: remove the `---`/],
    ["a: 1\n'a': 2", 'f.yml:2:1 the key "a" stands here twice, first on line 1; keep one of them'],
    ["1: a\n'1': b", /^f\.yml:2:1 the key "1" stands here twice/],
    ["a: &x 1", /^f\.yml:1:4 anchors .*remove it/],
    ["a: *x", /^f\.yml:1:4 aliases .*write the value out/],
    ["a: !!str 1", /^f\.yml:1:4 tags .*quote what must stay text/],
    ["a: !!js/function 'x'", /^f\.yml:1:4 tags/],
    ["<<: {a: 1}", /^f\.yml:1:1 the key `<<`/],
    ["? [a]\n: b", /^f\.yml:1:3 a key must be plain text/],
    ["? {a: b}\n: c", /^f\.yml:1:3 a key must be plain text/],
    ["007: x", 'f.yml:1:1 YAML reads the key "007" as something else; put it in quotes'],
    ["a:\n  ~: x", /^f\.yml:2:3 .*"~"/],
    [": x", /^f\.yml:1:1 .*""/],
    ["a: [", /^f\.yml:1:5 not valid YAML: /],
    ["a:\n\tb: 1", /^f\.yml:2:\d+ not valid YAML: /],
    ["a: \u0000", /^f\.yml:1:4 not valid YAML: /],
    ["a: \uD800", /not valid YAML: /],
    ["[".repeat(21), /nesting/],
  ])("%j", (text, problem) => {
    expect(problems(text)[0]).toMatch(problem);
  });

  test("is all of it at once", () => {
    expect(problems("a: &x 1\nb: *x\na: 2").map((line) => line.slice(0, 9))).toEqual([
      "f.yml:1:4",
      "f.yml:2:4",
      "f.yml:3:1",
    ]);
  });

  test("is text that is too long, in bytes", () => {
    expect(problems(`a: ${"x".repeat(65_536)}`)[0]).toMatch(/expected at most 65536 bytes/);
    expect(problems(`a: ${"é".repeat(10)}`, { maxBytes: 20 })[0]).toMatch(/at most 20 bytes/);
    expect(problems(`a: ${"é".repeat(8)}`, { maxBytes: 20 })).toEqual([]);
  });

  test("is a document that grows when it is read", () => {
    const bomb = ["a: &a [x, x]"];
    for (let level = 0; level < 30; level += 1) {
      const [one, two] = [level, level + 1].map((at) => String.fromCodePoint(97 + (at % 26)) + at);
      bomb.push(`${two}: &${two} [*${one}, *${one}]`);
    }
    expect(problems(bomb.join("\n"))).toHaveLength(1 + 30 * 3);
    expect(problems(Array.from({ length: 5000 }, () => "- *x").join("\n"))).toHaveLength(100);
  });
});

test("any text is a document or a list of problems", () => {
  const yamlish = fc
    .array(
      fc.constantFrom(
        "a",
        ": ",
        "\n",
        "  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "&x ",
        "*x",
        "!t ",
        "|\n",
        "#",
        "---\n",
        "? ",
        "1",
        "\t",
        "\r",
        "\uFEFF",
        "<<",
        ",",
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(yamlish, fc.string({ unit: "binary" }), fc.string()), (text) => {
      const parsed = parseYaml(text, "f.yml");
      const sound = parsed.ok
        ? parsed.value.placeOf([]).line !== undefined
        : parsed.problems.length > 0 && parsed.problems.every(({ place }) => (place.line ?? 0) > 0);
      expect(sound).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
