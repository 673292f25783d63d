import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "../../../src/core/model/structured-report.ts";
import { normalizedPath, pointerOf } from "../../../src/core/selector/node.ts";
import {
  compileSelector,
  MAX_VISITS,
  type Selection,
} from "../../../src/core/selector/selector.ts";

function select(text: string, value: JsonValue): Selection {
  const compiled = compileSelector(text);
  if (!compiled.ok) throw new Error(compiled.fault);
  return compiled.select(value);
}

function values(text: string, value: JsonValue): readonly JsonValue[] {
  const selection = select(text, value);
  if (!selection.ok) throw new Error(selection.reason);
  return selection.nodes.map((node) => node.value);
}

function fault(text: string): string | undefined {
  const compiled = compileSelector(text);
  return compiled.ok ? undefined : compiled.fault;
}

describe("a selector", () => {
  test.each<[string, string, JsonValue, readonly JsonValue[]]>([
    ["a decimal below one", "$[?@ < 0.5]", [0.4, 0.5, 0.6], [0.4]],
    ["each operand of a chain", "$[?@.a && @.b && @.c]", [{ a: 1, b: 1 }, { a: 1, b: 1, c: 1 }], [{ a: 1, b: 1, c: 1 }]], // prettier-ignore
    ["each operand of another", "$[?@ == 1 || @ == 2 || @ == 3]", [1, 2, 3, 4], [1, 2, 3]],
    ["text in the order of code points", "$[?@ > '\uFFFD']", ["\u{10000}", "a"], ["\u{10000}"]],
    ["text that ends", "$[?@ < 'ab']", ["a", "ab", "abc"], ["a"]],
    ["emoji that differ in their second half", "$[?@ < '\u{1F601}']", ["\u{1F600}", "\u{1F602}"], ["\u{1F600}"]], // prettier-ignore
    ["nothing of a prototype", "$['constructor','__proto__','toString']", {}, []],
    ["nothing of a list's own", "$['length']", [1, 2], []],
    ["lengths by character", "$[?length(@) == 1]", ["\u{1F600}", "ab", [1], { a: 1 }, 1, null], ["\u{1F600}", [1], { a: 1 }]], // prettier-ignore
    ["one value only", "$[?value(@..a) == 1]", [{ a: 1 }, { a: 1, b: { a: 1 } }], [{ a: 1 }]],
  ])("looks at %s", (_, text, value, expected) => {
    expect(values(text, value)).toEqual(expected);
  });

  test("names where each node stands", () => {
    const selection = select("$..['it\\'s']", { list: [{ "it's": 1 }, { 'a"b': { "it's": 2 } }] });
    const paths = selection.ok
      ? selection.nodes.map((node) => normalizedPath(pointerOf(node)))
      : [];
    expect(paths).toEqual(["$['list'][0]['it\\'s']", "$['list'][1]['a\"b']['it\\'s']"]);
  });

  test.each([
    ["", "expected `$` as the first character, got the end (at character 1)"],
    ["a.b", 'expected `$` as the first character, got "a" (at character 1)'],
    ["$.a b", 'expected the selector\'s end, got "b" (at character 5)'],
    ["$.a-b", 'unexpected "-" (at character 4)'],
    ["$.1a", "expected a name or `*`; other names go into `['...']`, got \"1\" (at character 3)"],
    ["$[01]", 'expected `]`, got "1" (at character 4)'],
    ["$[9007199254740992]", 'expected a smaller number, got "9007199254740992" (at character 3)'],
    ["$[?@.a = 1]", 'unexpected "=" (at character 8)'],
    ["$[?@.* == 1]", "a query that may select several values cannot be compared; use `count` or `value`, got \"==\" (at character 8)"], // prettier-ignore
    ["$[?1]", "expected a comparison, because a value alone is neither true nor false, got \"]\" (at character 5)"], // prettier-ignore
    ["$[?match(@.a, 'b.*')]", "regular expressions are not run here: instead of `match` and `search` select the values and use `equals` or `in`, got \"match\" (at character 4)"], // prettier-ignore
    ["$[?size(@) > 1]", "expected a value or one of the functions `count`, `length`, `value`, got \"size\" (at character 4)"], // prettier-ignore
    ["$[?count(1) > 1]", "expected a query that begins with `@` or `$` for count, got \"1\" (at character 10)"], // prettier-ignore
    ["$['a", "the text has no closing ' (at character 3)"],
    ["$['\\ud800']", "half a pair of surrogates (at character 4)"],
    ["$['\\x']", "an escape that JSON does not know (at character 4)"],
    ["$['\ud800']", "a character that a text cannot hold as it is (at character 4)"],
    [`$${".a".repeat(1000)}`, "a selector has at most 2000 characters (at character 2001)"],
    [`$[?${"(".repeat(300)}@.a${")".repeat(300)}]`, "nested deeper than 20"],
    [`$${"[?@".repeat(300)}${"]".repeat(300)}`, "nested deeper than 20"],
  ])("says what is wrong with %s", (text, expected) => {
    expect(fault(text)).toContain(expected);
  });

  test("says where NaN and Infinity were compared, whatever the comparison came to", () => {
    for (const text of [
      "$.a[?@.x > 0.5]",
      "$.a[?@.x != 0.5]",
      "$.a[?!(@.x > 0.5)]",
      "$.a[?value(@..x) > 1]",
    ]) {
      // prettier-ignore
      for (const x of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        const selection = select(text, { a: [{ x: 1 }, { x }] });
        const node = selection.ok ? selection.notFinite : undefined;
        expect(node && pointerOf(node)).toEqual(["a", 1, "x"]);
      }
    }
    expect(select("$.a[?@.x]", { a: [{ x: Number.NaN }] })).not.toHaveProperty("notFinite");
  });
});

describe("the budget of a selection", () => {
  const wide = Array.from({ length: 150_000 }, (_, i) => ({ i }));

  test.each([
    ["a filter in a filter", "$[?count($..i) > 0]", wide],
    ["descendants of descendants", "$..*..*..*..*", [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]],
    ["a wide list", "$[*].i", [...wide, ...wide]],
    ["a long slice", "$[0:]", [...wide, ...wide]],
    ["deep equality", "$[?@ == $[0]]", Array.from({ length: 1000 }, () => wide.slice(0, 500))],
  ])("stops %s", (_, text, value) => {
    const deep = text.startsWith("$..*") ? nested(80) : value;
    const before = process.cpuUsage();
    const selection = select(text, deep);
    expect(selection).toMatchObject({
      ok: false,
      reason: expect.stringContaining(`more than ${MAX_VISITS} values`),
    });
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000); // milliseconds
  });

  test("lets an ordinary report be looked at", () => {
    expect(values("$[?@.i >= 29999]", wide.slice(0, 30_000))).toEqual([{ i: 29_999 }]);
    expect(values("$..i", wide.slice(0, 30_000))).toHaveLength(30_000);
  });
});

function nested(depth: number): JsonValue {
  return depth === 0 ? 1 : [nested(depth - 1)];
}
