import type { Policy } from "../model/policy.ts";
import type { Problem } from "../model/problem.ts";
import type { Catalogue } from "../model/rule.ts";
import { pastFloor } from "./past-floor.ts";

/** Where a component asks for less of a rule than the repository marks as its floor. */
export function floorProblems(
  { components, rules }: Pick<Policy, "components" | "rules">,
  catalogue: Catalogue,
): Problem[] {
  return catalogue.rules.flatMap((rule) => {
    const floor = rules.get(rule.id);
    if (floor?.floor !== true) return [];
    return components.flatMap(({ id, rules: words }) => {
      const own = words.get(rule.id);
      if (own === undefined) return [];
      return pastFloor(rule, floor, own, "this file").map(({ name, message }) => ({
        place: own.place,
        message: `\`components.${id}.rules.${rule.id}.${name}\` ${message}`,
      }));
    });
  });
}
