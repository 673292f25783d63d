import { describe, expect, test } from "@jest/globals";
import { explainRule, explainRuleInTerminal } from "../../src/report/explain-rule.ts";
import { PLAIN } from "../../src/report/style.ts";
import { expectGolden } from "./golden.ts";
import { RULES } from "./scenes.ts";

describe("a rule explained", () => {
  test.each([...RULES.values()])("$id", (rule) => {
    const inTerminal = explainRuleInTerminal(rule, PLAIN, "nodule-detector");
    expectGolden(`explain/${rule.id}.md`, `${explainRule(rule)}\n`);
    expectGolden(`explain/${rule.id}.txt`, inTerminal);
    expect(inTerminal.split("\n").every((line) => line.length <= 100)).toBe(true);
  });
});
