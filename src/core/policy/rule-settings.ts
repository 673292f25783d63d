import { KINDS } from "../kinds/index.ts";
import type { Policy, RuleOverride } from "../model/policy.ts";
import type { Catalogue, Rule } from "../model/rule.ts";
import type { Pointer } from "../source/yaml.ts";
import { catalogueAt } from "./catalogue-at.ts";
import { rulesOfProfile } from "./own-profile.ts";
import { isSame, numbersOf, withOverrides } from "./rule-numbers.ts";
import { overrideFor } from "./rule-override.ts";
import { incomparable, ranked, type Scale } from "./scales.ts";
import { ASKS, setting, type Setting, UNCLEAR } from "./setting.ts";
import { isStricter, ownDefault } from "./tighten.ts";

/** What a policy makes of each rule: for all components, and for those of which it says something else. */
export function ruleSettings(policy: Policy, catalogue: Catalogue): Setting[] {
  const chosen = rulesOfProfile(policy, catalogue);
  return catalogueAt(catalogue, policy.ladder).rules.flatMap((rule) => [
    ...settingsOfRule(rule, policy.rules.get(rule.id), chosen, ["rules", rule.id]),
    ...policy.components.flatMap(({ id, rules }) => {
      if (!rules.has(rule.id)) return [];
      const at = ["components", id, "rules", rule.id];
      return settingsOfRule(rule, overrideFor(policy, id, rule.id), chosen, at).map((each) => ({
        ...each,
        partOf: `components.${id}`,
        instead: ["rules", rule.id, ...each.pointer.slice(at.length)].join("."),
      }));
    }),
  ]);
}

function settingsOfRule(
  rule: Rule,
  word: RuleOverride | undefined,
  chosen: ReadonlySet<string>,
  at: Pointer,
): Setting[] {
  const severity = word?.severity ?? (chosen.has(rule.id) ? rule.severity : "off");
  return [
    { ...setting([...at, "severity"], severityText(severity), bySeverity), compared: severity },
    ...paramSettings(rule, word?.params ?? {}, at),
    ...(word?.floor === true ? [setting([...at, "floor"], true, incomparable)] : []),
    ...(word?.waivable === false ? [setting([...at, "waivable"], false, incomparable)] : []),
    ...(word?.waiverRole === undefined
      ? []
      : [setting([...at, "waiver-role"], word.waiverRole, incomparable, UNCLEAR)]),
  ];
}

function paramSettings(rule: Rule, params: RuleOverride["params"], at: Pointer): Setting[] {
  const asked = withOverrides(rule.params, params);
  const numbers = numbersOf(asked);
  const shape = KINDS.get(rule.kind)?.params.shape ?? {};
  const byNumber =
    (name: string): Scale =>
    (before, after) => {
      if (before === after) return "same";
      if (isStricter(rule.kind, name, after, before, asked)) return "stricter";
      return isStricter(rule.kind, name, before, after, asked) ? "milder" : "other";
    };
  const others = new Set([...Object.keys(shape), ...Object.keys(asked)]);
  return [
    ...[...numbers].map(([name, value]) =>
      setting([...at, ...name.split(".")], value, byNumber(name)),
    ),
    ...[...others]
      .filter((name) => name !== "limits" && !numbers.has(name))
      .flatMap((name) => {
        const value = asked[name] ?? ownDefault(rule.kind, name);
        if (value === undefined) return [];
        const scale: Scale =
          typeof value === "number"
            ? byNumber(name)
            : (before, after) => (isSame(rule.kind, name, before, after) ? "same" : "other");
        return [setting([...at, name], value, scale, { ...ASKS, whenAdded: "other" })];
      }),
  ];
}

function severityText(severity: Rule["severity"] | "off"): string {
  return typeof severity === "object"
    ? `blocking from level ${severity["blocking-from"]}`
    : severity;
}

/** `off`, advisory, blocking from some level (the lower the stricter), blocking. */
const bySeverity: Scale = ranked((severity) => {
  if (typeof severity === "object" && severity !== null) {
    return 2 - (severity as { readonly "blocking-from": number })["blocking-from"] / 10;
  }
  return ["off", "advisory", "", "blocking"].indexOf(String(severity));
});
