import type { ComponentPolicy, Policy, RuleOverride } from "../model/policy.ts";
import type { Problem } from "../model/problem.ts";
import type { Catalogue, Rule } from "../model/rule.ts";
import { numbersOf, withOverrides } from "./rule-numbers.ts";
import { isStricter } from "./tighten.ts";

/** Where a component asks for less of a rule than the repository marks as its floor. */
export function floorProblems(
  { components, rules }: Pick<Policy, "components" | "rules">,
  catalogue: Catalogue,
): Problem[] {
  return catalogue.rules.flatMap((rule) => {
    const floor = rules.get(rule.id);
    if (floor?.floor !== true) return [];
    return components.flatMap((component) => belowFloor(rule, floor, component));
  });
}

function belowFloor(rule: Rule, floor: RuleOverride, { id, rules }: ComponentPolicy): Problem[] {
  const own = rules.get(rule.id);
  if (own === undefined) return [];
  const asked = withOverrides(rule.params, floor.params);
  const least = numbersOf(asked);
  const lower = [...numbersOf(own.params)].filter(([name, value]) =>
    isStricter(rule.kind, name, least.get(name), value, asked),
  );
  const milder = isMilder(own.severity, floor.severity ?? "blocking");
  return [
    ...lower.map(([name, value]) => ({
      place: own.place,
      message: `\`components.${id}.rules.${rule.id}.${name}\` is ${value}; the floor of this file is ${least.get(name)}`,
    })),
    ...(milder
      ? [
          {
            place: own.place,
            message: `\`components.${id}.rules.${rule.id}.severity\` is ${own.severity}; the floor of this file is ${floor.severity ?? "blocking"}`,
          },
        ]
      : []),
  ];
}

function isMilder(
  severity: RuleOverride["severity"],
  floor: NonNullable<RuleOverride["severity"]>,
): boolean {
  const order = ["off", "advisory", "blocking"];
  return severity !== undefined && order.indexOf(severity) < order.indexOf(floor);
}
