import type { RuleOverride } from "../model/policy.ts";
import type { Rule } from "../model/rule.ts";
import { PANELS, seatsTaken } from "./panels-compared.ts";
import { isSame, numbersOf, strictDirection, withOverrides } from "./rule-numbers.ts";
import { isStricter, ownDefault } from "./tighten.ts";

/** Something that a lower layer says of a rule although a floor above it does not let it. */
export interface PastFloor {
  /** A parameter, `limits.<name>` or `severity`. */
  readonly name: string;
  /** What is wrong, behind the name. */
  readonly message: string;
}

/**
 * Where a word on a rule asks for less than a floor, or for something of which nobody can tell whether
 * it is less, such as another list.
 *
 * @param of whose floor it is, in words
 */
export function pastFloor(
  rule: Rule,
  floor: RuleOverride,
  own: RuleOverride,
  of: string,
): PastFloor[] {
  const asked = withOverrides(rule.params, floor.params);
  const floorOf = (name: string): unknown =>
    numbersOf(asked).get(name) ?? ownDefault(rule.kind, name);
  const lower = [...numbersOf(own.params)].filter(([name, value]) =>
    isStricter(rule.kind, name, floorOf(name), value, asked),
  );
  const severity = floor.severity ?? "blocking";
  return [
    ...lower.map(([name, value]) => ({
      name,
      message: `is ${value}; the floor of ${of} is ${String(floorOf(name))}`,
    })),
    ...seats(asked, own.params, of),
    ...otherwise(rule, asked, own.params).map((name) => ({
      name,
      message: `is not what the floor of ${of} has, and which of the two asks for more cannot be told; take it out`,
    })),
    ...(isMilder(own.severity, severity)
      ? [{ name: "severity", message: `is ${own.severity}; the floor of ${of} is ${severity}` }]
      : []),
  ];
}

/** Seats of the floor's panels that are taken away. */
function seats(
  asked: RuleOverride["params"],
  own: RuleOverride["params"],
  of: string,
): PastFloor[] {
  const taken = seatsTaken(asked, own);
  return taken.length > 0
    ? [
        {
          name: PANELS,
          message: `takes seats away that the floor of ${of} has: ${taken.join(", ")}`,
        },
      ]
    : [];
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
    .filter((name) => name !== "limits" && name !== PANELS && !numbers.has(name))
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
