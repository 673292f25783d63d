import { describe, expect, test } from "@jest/globals";
import { byRule, restText, rowsOf } from "../../src/report/by-rule.ts";
import type { ComponentFinding } from "../../src/report/standing.ts";
import { finding } from "./build.ts";

/** `a-1` is what the rule a found of component 1. */
function found(...names: readonly string[]): ComponentFinding[] {
  return names.map((name) => {
    const [rule = "", component = ""] = name.split("-");
    return { ...finding(rule, { outcome: "fail", reason: `${rule} fails` }), component };
  });
}

describe("findings are told rule by rule", () => {
  test.each<[string, readonly string[], boolean]>([
    ["of few components", ["a-1", "a-2", "a-3", "a-4", "a-5"], false],
    ["of many components with one rule", ["a-1", "a-2", "a-3", "a-4", "a-5", "a-6"], true],
    ["of many components with a rule each", ["a-1", "b-2", "c-3", "d-4", "e-5", "f-6"], false],
    ["of many components with more rules than that", ["a-1", "b-1", "c-2", "d-3", "e-4", "f-5", "g-6"], false], // prettier-ignore
    ["of many components with one rule fewer", ["a-1", "b-2", "c-3", "d-4", "e-5", "e-6"], true],
    ["of nothing", [], false],
  ])("%s", (_, names, grouped) => {
    expect(byRule(found(...names)) !== undefined).toBe(grouped);
  });

  test("rules stay in order, and their components come by name", () => {
    const groups = byRule(found("b-3", "a-1", "b-2", "b-1", "a-4", "a-5", "a-6")) ?? [];
    expect(
      groups.map(({ rule, findings }) => [rule, findings.map(({ component }) => component)]),
    ).toEqual([
      ["b", ["1", "2", "3"]],
      ["a", ["1", "4", "5", "6"]],
    ]);
  });

  test("a component that a rule found twice counts once", () => {
    const [group] = byRule(found("a-1", "a-1", "a-2", "a-3", "a-4", "a-5", "a-6")) ?? [];
    expect(group).toMatchObject({ components: 6, findings: { length: 7 } });
  });

  test("what is the same for all is said once, and what one has alone is its own", () => {
    const all = found("a-1", "a-2", "a-3", "a-4", "a-5", "a-6", "b-6");
    expect(byRule(all)?.map(({ reason }) => reason)).toEqual(["a fails", undefined]);
    const [first, ...others] = all;
    if (first === undefined) throw new Error("expected findings");
    const other = { ...first, reason: "another", comparedWithDefault: "stricter" };
    expect(byRule([other, ...others])?.[0]).toMatchObject({
      reason: undefined,
      compared: undefined,
    });
  });
});

describe("how many components each rule lists", () => {
  test.each([
    [2, 10, 20],
    [2, 60, 120],
    [2, 61, 60],
    [20, 100, 6],
    [90, 100, 3],
  ])("%i rules with %i components: %i", (rules, components, rows) => {
    expect(rowsOf(groups(rules, components))).toBe(rows);
  });

  test("what is left out is counted", () => {
    expect(restText(7)).toEqual(["and 7 more; `mltrl check` names them all"]);
    expect(restText(0)).toEqual([]);
    expect(restText(-2)).toEqual([]);
  });
});

/** Each of some rules found by each of some components. */
function groups(rules: number, components: number): NonNullable<ReturnType<typeof byRule>> {
  const names = Array.from(
    { length: rules * components },
    (_, i) => `r${i % rules}-${Math.floor(i / rules)}`,
  );
  return byRule(found(...names)) ?? [];
}
