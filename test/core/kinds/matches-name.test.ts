import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { matchesName } from "../../../src/core/kinds/matches-name.ts";

test.each<[pattern: string, name: string, matches: boolean]>([
  ["works", "works", true],
  ["works", "works 1", false],
  ["*", "", true],
  ["*", "TestX/sub [1]", true],
  ["", "", true],
  ["", "a", false],
  ["works*", "works 1", true],
  ["*drift*", "tests.test_drift", true],
  ["test_*_drift", "test_data_drift", true],
  ["test_*_drift", "test_drift", false],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["a*b*a", "aba", true],
  ["a*ba*a", "aba", false],
  ["a**b", "ab", true],
  ["*b*", "aaa", false],
  ["a?c", "abc", false],
  ["[a]*", "[a]b", true],
])("%j for %j: %s", (pattern, name, matches) => {
  expect(matchesName(pattern, name)).toBe(matches);
});

test("agrees with a regular expression", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
  const name = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
  fc.assert(
    fc.property(text, name, (pattern, written) => {
      const same = new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(written);
      expect(matchesName(pattern, written)).toBe(same);
    }),
  );
});
