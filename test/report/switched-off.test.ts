import { describe, expect, test } from "@jest/globals";
import { climbInTerminal, climbOutput } from "../../src/report/climb.ts";
import { PLAIN } from "../../src/report/style.ts";
import { switchedOffText } from "../../src/report/switched-off.ts";
import { terminal } from "../../src/report/terminal.ts";
import { finding } from "./build.ts";
import { RULES } from "./rules.ts";
import { crowd } from "./scenes.ts";

const OFF = finding("model-versions", {
  outcome: "not-applicable",
  off: true,
  reason: "switched off by the policy: Each model has a registered version",
});

describe("what a policy switches off", () => {
  test.each<[string[], string[]]>([
    [[], []],
    [["b", "a", "b"], ["switched off by the policy: a, b"]],
  ])("%j", (rules, expected) => {
    expect(switchedOffText(rules.map((rule) => ({ rule })))).toEqual(expected);
  });

  test("is cut where it is long", () => {
    const rules = Array.from({ length: 20 }, (_, index) => ({ rule: `rule-${index + 10}` }));
    expect(switchedOffText(rules)[0]).toMatch(/rule-10, .*, rule-21, and 8 more$/);
  });

  test("stands below many components once", () => {
    const many = crowd(9);
    const off = many.components.map((each) => ({ ...each, findings: [...each.findings, OFF] }));
    const text = terminal({ ...many, components: off }, { rules: RULES, style: PLAIN });
    expect(text.match(/switched off by the policy: model-versions/g)).toHaveLength(1);
    expect(text).toContain("9 findings hold, 9 do not apply");
  });

  test("is told on the way up", () => {
    const climb = { component: "reader", from: 3, to: 4, ladder: "1.0", findings: [OFF] } as const;
    expect(climbInTerminal(climb, RULES, PLAIN)).toContain(
      "0 rules hold already, switched off by the policy: model-versions",
    );
    expect(climbOutput(climb, RULES)).toMatchObject({ off: ["model-versions"], notApplicable: [] });
  });
});
