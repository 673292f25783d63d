import { expect, test } from "@jest/globals";
import { suggestion } from "../../../src/core/source/suggestion.ts";

test.each<[word: string, allowed: string[], meant: string | undefined]>([
  ["levl", ["level", "label"], "level"],
  ["minimum-levle", ["minimum-level"], "minimum-level"],
  ["depends_on_it", ["depends-on"], "depends-on"],
  ["x", ["id", "to"], undefined],
  ["form", ["from", "to"], "from"],
  ["owners", ["product-owner"], undefined],
  ["anything", [], undefined],
  ["a".repeat(65), ["a".repeat(64)], undefined],
])("%s", (word, allowed, meant) => {
  expect(suggestion(word, allowed)).toBe(meant);
});
