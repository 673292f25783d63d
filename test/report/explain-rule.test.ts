import { describe, expect, test } from "@jest/globals";
import type { Rule } from "../../src/core/model/rule.ts";
import { explainRule, explainRuleInTerminal } from "../../src/report/explain-rule.ts";
import { PLAIN } from "../../src/report/style.ts";
import { expectGolden } from "./golden.ts";
import { RULES } from "./rules.ts";

describe("a rule explained", () => {
  test.each([...RULES.values()])("$id", (rule) => {
    const inTerminal = explainRuleInTerminal(rule, PLAIN, "nodule-detector");
    expectGolden(`explain/${rule.id}.md`, `${explainRule(rule)}\n`);
    expectGolden(`explain/${rule.id}.txt`, inTerminal);
    expect(inTerminal.split("\n").every((line) => line.length <= 100)).toBe(true);
  });

  const [rule] = RULES.values();
  if (rule === undefined) throw new Error("there is no rule");

  test.each<[Partial<Rule>, string]>([
    [{ applies: "continuous" }, "- **Applies:** all the time, to each deployed version"],
    [{ applies: "at-graduation", gate: 2 }, "- **Applies:** to the pull request that goes 2 → 3"],
    [{ applies: { until: 9 }, gate: 6 }, "- **Applies:** from 6 → 7 on, until level 9"],
    [{ gate: 9 }, "### `coverage-product` (level 9)"],
    [{ severity: "advisory" }, "- **Blocks:** no, it advises"],
    [
      { origin: "recalled", source: "Methods" },
      "- **Comes from:** recalled from MLTRL's methods and not confirmed, so that it only advises: Methods",
    ],
    [
      { origin: "judgement", source: "ISO 25010" },
      "- **Comes from:** our judgement; MLTRL does not ask for it: ISO 25010",
    ],
    [{ claim: "Done?" }, "**Done?**"],
  ])("%j", (given, line) => {
    expect(explainRule({ ...rule, ...given })).toContain(line);
  });

  test("without a remedy", () => {
    expect(explainRule({ ...rule, remedy: [] })).not.toContain("How to meet it");
    expect(explainRuleInTerminal({ ...rule, remedy: [] }, PLAIN)).not.toContain("How to meet it");
  });
});
