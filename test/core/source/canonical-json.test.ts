import { expect, test } from "@jest/globals";
import {
  canonicalJson,
  fromCanonicalJson,
  textDigest,
} from "../../../src/core/source/canonical-json.ts";

test("the order of keys makes no difference, that of lists does", () => {
  expect(canonicalJson({ b: [2, 1], a: { d: 1, c: null } })).toBe(
    '{"a":{"c":null,"d":1},"b":[2,1]}',
  );
  expect(canonicalJson({ a: { c: null, d: 1 }, b: [2, 1] })).toBe(
    canonicalJson({ b: [2, 1], a: { d: 1, c: null } }),
  );
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});

test.each<[what: string, value: unknown]>([
  ["texts", 'a "quoted" line\n\u2028 and \u{1F600}'],
  ["numbers", [0, -1.5, 1e21, Infinity, -Infinity]],
  ["nothing", [null, true, false]],
  [
    "maps",
    new Map<unknown, unknown>([
      ["a", new Map([[1, "x"]])],
      ["b", new Set(["y"])],
    ]),
  ],
  ["what is absent in a list", ["a", undefined, "b"]],
  ["a key that looks like a mark", { $: "map", entries: [["a", 1]] }],
  ["a key that is more than a name elsewhere", JSON.parse('{"__proto__": {"a": 1}}')],
])("%s come back as they were", (_, value) => {
  const text = canonicalJson(value);
  expect(fromCanonicalJson(text)).toEqual(value);
  expect(canonicalJson(fromCanonicalJson(text))).toBe(text);
});

test("what is no number stays that", () => {
  expect(fromCanonicalJson(canonicalJson(Number.NaN))).toBeNaN();
});

test("absent members and functions are left out, and a function alone is refused", () => {
  expect(canonicalJson({ a: undefined, b: () => 1, c: 1 })).toBe('{"c":1}');
  expect(() => canonicalJson([() => 1])).toThrow("cannot be put on record");
});

test("a digest is that of the bytes", () => {
  // echo -n é | sha256sum
  expect(textDigest("é")).toBe(
    "sha256:4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c",
  );
});
