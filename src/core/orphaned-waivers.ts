import type { Policy } from "./model/policy.ts";
import type { Problem } from "./model/problem.ts";
import type { Catalogue } from "./model/rule.ts";
import { activeRules } from "./policy/active-rules.ts";
import { catalogueAt } from "./policy/catalogue-at.ts";
import { isWaivable } from "./policy/waiver-rights.ts";
import { suggestion } from "./source/suggestion.ts";

/** Waivers that nothing is left for: their rule or component is gone, or nobody asks for the rule. */
export function orphanedWaivers(policy: Policy, catalogue: Catalogue): Problem[] {
  const rules = catalogueAt(catalogue, policy.ladder).rules.map(({ id }) => id);
  const ids = policy.components.map(({ id }) => id);
  return policy.waivers.flatMap(({ rule, components, place }): Problem[] => {
    if (!rules.includes(rule)) {
      return [{ place, message: `waives ${rule}, which is no rule${meant(rule, rules)}` }];
    }
    return components.flatMap((component): Problem[] => {
      const because = ids.includes(component)
        ? whyIdle(rule, component, policy, catalogue)
        : `${component} is no component${meant(component, ids)}`;
      return because === undefined
        ? []
        : [{ place, message: `waives ${rule} for ${component}: ${because}` }];
    });
  });
}

function whyIdle(
  rule: string,
  component: string,
  policy: Policy,
  catalogue: Catalogue,
): string | undefined {
  if (!isWaivable(rule, component, policy, catalogue)) return "the rule is not to be waived here";
  const asked = activeRules(policy, catalogue, component).some(({ id }) => id === rule);
  return asked ? undefined : "nobody asks for the rule there";
}

function meant(name: string, names: readonly string[]): string {
  const near = suggestion(name, names);
  return near === undefined ? "" : ` (did you mean ${near}?)`;
}
