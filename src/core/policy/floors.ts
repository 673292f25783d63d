import type { ComponentPolicy, Policy, RuleOverride } from "../model/policy.ts";
import type { Problem } from "../model/problem.ts";
import type { Catalogue, Rule } from "../model/rule.ts";
import { isSame, numbersOf, strictDirection, withOverrides } from "./rule-numbers.ts";
import { isStricter, ownDefault } from "./tighten.ts";

/**
 * Where a component asks for less of a rule than the repository marks as its floor, or for something
 * of which nobody can tell whether it is less, such as another list.
 */
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
  const floorOf = (name: string): unknown =>
    numbersOf(asked).get(name) ?? ownDefault(rule.kind, name);
  const lower = [...numbersOf(own.params)].filter(([name, value]) =>
    isStricter(rule.kind, name, floorOf(name), value, asked),
  );
  const milder = isMilder(own.severity, floor.severity ?? "blocking");
  return [
    ...lower.map(([name, value]) => ({
      place: own.place,
      message: `\`components.${id}.rules.${rule.id}.${name}\` is ${value}; the floor of this file is ${String(floorOf(name))}`,
    })),
    ...otherwise(rule, asked, own.params).map((name) => ({
      place: own.place,
      message: `\`components.${id}.rules.${rule.id}.${name}\` is not what the floor of this file has, and which of the two asks for more cannot be told; take it out`,
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

/** Parameters without a direction that are not as the floor has them. */
function otherwise(
  { kind }: Rule,
  asked: RuleOverride["params"],
  own: RuleOverride["params"],
): string[] {
  const numbers = numbersOf(own);
  const undirected = [...numbers]
    .filter(([name]) => strictDirection(kind, name, asked) === undefined)
    .filter(([name, value]) => value !== (numbersOf(asked).get(name) ?? ownDefault(kind, name)))
    .map(([name]) => name);
  const others = Object.keys(own)
    .filter((name) => name !== "limits" && !numbers.has(name))
    .filter((name) => !isSame(kind, name, own[name], asked[name]));
  return [...undirected, ...others];
}

function isMilder(
  severity: RuleOverride["severity"],
  floor: NonNullable<RuleOverride["severity"]>,
): boolean {
  const order = ["off", "advisory", "blocking"];
  return severity !== undefined && order.indexOf(severity) < order.indexOf(floor);
}
