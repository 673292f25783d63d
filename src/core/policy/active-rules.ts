import type { SwitchedOff } from "../model/obligation.ts";
import type { Policy } from "../model/policy.ts";
import type { Catalogue, Rule } from "../model/rule.ts";
import { catalogueAt } from "./catalogue-at.ts";
import { rulesOfProfile } from "./own-profile.ts";
import { overrideFor } from "./rule-override.ts";

/** The rules that the policy's profile chooses or the policy turns on for a component, without those it turns off. */
export function activeRules(policy: Policy, catalogue: Catalogue, component: string): Rule[] {
  const chosen = rulesOfProfile(policy, catalogue);
  return catalogueAt(catalogue, policy.ladder).rules.filter(({ id }) => {
    const severity = overrideFor(policy, component, id)?.severity;
    return severity !== "off" && (chosen.has(id) || severity !== undefined);
  });
}

/** The rules of the policy's profile that the policy turns off for a component. */
export function rulesSwitchedOff(
  policy: Policy,
  catalogue: Catalogue,
  component: string,
): SwitchedOff[] {
  const chosen = rulesOfProfile(policy, catalogue);
  const own = policy.components.find(({ id }) => id === component)?.rules;
  return catalogueAt(catalogue, policy.ladder)
    .rules.filter(
      ({ id }) => chosen.has(id) && overrideFor(policy, component, id)?.severity === "off",
    )
    .map((rule) => ({ rule, for: own?.get(rule.id)?.severity === "off" ? "component" : "all" }));
}
