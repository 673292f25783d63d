import { describe, expect, test } from "@jest/globals";
import {
  catalogueAt,
  laddersOf,
  laterLadder,
  oldestLadder,
  ruleIn,
  rulesOfAnyLadder,
} from "../../../src/core/policy/catalogue-at.ts";
import { threeLadders } from "../../support/fake-ladders.ts";

const CATALOGUE = threeLadders();

describe("the rule set as of a version", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["1.0", { "a-rule": undefined, numbers: 70, gone: undefined }, ["a-rule", "gone"]],
    ["1.1", { "a-rule": undefined, numbers: 80, middle: undefined }, ["a-rule", "numbers", "middle"]], // prettier-ignore
    ["1.2", { "a-rule": undefined, numbers: 90, middle: undefined, late: undefined }, ["a-rule", "numbers", "middle", "late"]], // prettier-ignore
  ])("%s", (version, lines, chosen) => {
    const at = catalogueAt(CATALOGUE, version);
    expect(at.ladder).toBe(version);
    expect(new Map(at.rules.map(({ id, params }) => [id, params["lines"]]))).toEqual(
      new Map(Object.entries(lines)),
    );
    expect(at.profiles.find(({ name }) => name === "all")?.rules).toEqual(chosen);
    expect(laddersOf(at).at(-1)).toBe(version);
  });

  test("is built once, since schemas are kept by it", () => {
    expect(catalogueAt(CATALOGUE, "1.0")).toBe(catalogueAt(CATALOGUE, "1.0"));
    expect(catalogueAt(CATALOGUE, "1.2")).toBe(CATALOGUE);
  });

  test("is none of a version that nobody knows", () => {
    expect(() => catalogueAt(CATALOGUE, "2.0")).toThrow("there is no ladder 2.0");
  });
});

test("versions are in their order", () => {
  expect(laddersOf(CATALOGUE)).toEqual(["1.0", "1.1", "1.2"]);
  expect(oldestLadder(CATALOGUE)).toBe("1.0");
  expect(laterLadder("1.1", "1.0", CATALOGUE)).toBe("1.1");
  expect(laterLadder("1.0", "1.2", CATALOGUE)).toBe("1.2");
  expect(laterLadder("1.0", undefined, CATALOGUE)).toBe("1.0");
});

test.each([
  ["1.0", "numbers", "1.0", 70],
  ["1.1", "numbers", "1.1", 80],
  ["1.0", "late", "1.2", undefined],
  ["1.2", "gone", "1.0", undefined],
])("a rule is told as ladder %s has it: %s", (version, id, ladder, lines) => {
  const found = ruleIn(CATALOGUE, version, id);
  expect(found).toMatchObject({ ladder, rule: { id } });
  expect(found?.rule.params["lines"]).toBe(lines);
  expect(ruleIn(CATALOGUE, version, "never")).toBeUndefined();
});

test("a rule of any version is found, in its newest words", () => {
  const rules = rulesOfAnyLadder(CATALOGUE);
  expect([...rules.keys()].toSorted()).toEqual(["a-rule", "gone", "late", "middle", "numbers"]);
  expect(rules.get("numbers")?.params).toEqual({ lines: 90 });
});
