import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { digestOf } from "../../../src/core/source/digest.ts";

test("is a SHA-256 of names and ids", () => {
  const sha256 = createHash("sha256").update("a\u00001\n").digest("hex");
  expect(digestOf([["a", "1"]])).toBe(`sha256:${sha256}`);
  expect(digestOf([])).toBe(
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

test("does not depend on the order", () => {
  const entry = fc.tuple(fc.string(), fc.string());
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ([name]) => name }), (entries) => {
      expect(digestOf(entries.toReversed())).toBe(digestOf(entries));
    }),
  );
});

test("tells apart what differs in a name or an id only", () => {
  const digests = [
    digestOf([["a", "1"]]),
    digestOf([["a", "2"]]),
    digestOf([["b", "1"]]),
    digestOf([["a1", ""]]),
    digestOf([["a", "1"], ["b", "2"]]), // prettier-ignore
    digestOf([]),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});
