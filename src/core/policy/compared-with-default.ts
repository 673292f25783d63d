import type { RuleOverride } from "../model/policy.ts";
import type { Rule } from "../model/rule.ts";
import { addsSeats, PANELS, seatsTaken } from "./panels-compared.ts";
import { isSame, numbersOf, withOverrides } from "./rule-numbers.ts";
import { isStricter, ownDefault } from "./tighten.ts";

type Severity = "blocking" | "advisory";

/**
 * In words, where the policy asks for less or more than a rule's default, or for something of which
 * nobody can tell whether it is less, such as another list.
 *
 * @param severity what the policy makes of the rule at this level, and what the rule itself would be
 */
export function comparedWithDefault(
  rule: Rule,
  params: RuleOverride["params"],
  severity: { readonly asked: Severity; readonly usual: Severity },
): string | undefined {
  const words = [
    ...numberWords(rule, params),
    ...panelWords(rule.params, params),
    ...Object.keys(params)
      .filter((name) => name !== "limits" && name !== PANELS && typeof params[name] !== "number")
      .filter((name) => !isSame(rule.kind, name, params[name], rule.params[name]))
      .map((name) => `${name} is another than MLTRL's default`),
    ...severityWords(severity),
  ];
  return words.length > 0 ? words.join("; ") : undefined;
}

function panelWords(usual: RuleOverride["params"], asked: RuleOverride["params"]): string[] {
  if (!(PANELS in asked)) return [];
  const taken = seatsTaken(usual, asked);
  if (taken.length > 0) {
    return [`panels asks for less than MLTRL's default, which seats ${taken.join(", ")}`];
  }
  return addsSeats(usual, asked) ? ["panels asks for more seats than MLTRL's default"] : [];
}

function numberWords(rule: Rule, params: RuleOverride["params"]): string[] {
  if (Object.keys(params).length === 0) return [];
  const asked = withOverrides(rule.params, params);
  return [...numbersOf(params)].flatMap(([name, value]) => {
    const usual = numbersOf(rule.params).get(name) ?? ownDefault(rule.kind, name);
    if (typeof usual !== "number" || value === usual) return [];
    if (isStricter(rule.kind, name, usual, value, asked)) {
      return [`${name} ${value} asks for less than MLTRL's default of ${usual}`];
    }
    return isStricter(rule.kind, name, value, usual, asked)
      ? [`${name} ${value} is stricter than MLTRL's default of ${usual}`]
      : [`${name} ${value} is another than MLTRL's default of ${usual}`];
  });
}

function severityWords({
  asked,
  usual,
}: {
  readonly asked: Severity;
  readonly usual: Severity;
}): string[] {
  if (asked === usual) return [];
  return asked === "blocking"
    ? ["blocking is stricter than MLTRL's default of advisory"]
    : ["advisory asks for less than MLTRL's default of blocking"];
}
