import type { Deployment } from "./model/card.ts";
import { IN_PRODUCTION } from "./model/deployed.ts";
import type { ComponentPlan, Obligation } from "./model/obligation.ts";
import type { ComponentPolicy, Policy } from "./model/policy.ts";
import type { Catalogue, Rule } from "./model/rule.ts";
import { severityAt } from "./model/severity.ts";
import { activeRules, rulesSwitchedOff } from "./policy/active-rules.ts";
import { overrideFor } from "./policy/rule-override.ts";
import { waivedIn } from "./plan.ts";
import { comparedWithDefault } from "./policy/compared-with-default.ts";
import { withOverrides } from "./policy/rule-numbers.ts";

/**
 * What must hold for a version that runs, all the time and whatever its branch is at: the continuous
 * rules. A version below level 9 is a trial, of which they ask nothing yet.
 */
export function planDeployed(
  policy: Policy,
  catalogue: Catalogue,
  { id, parts }: Pick<ComponentPolicy, "id" | "parts">,
  { level }: Pick<Deployment, "level">,
  now: string,
): ComponentPlan {
  const isTrial = level < IN_PRODUCTION;
  const rules = isTrial ? [] : activeRules(policy, catalogue, id);
  const switchedOff = (isTrial ? [] : rulesSwitchedOff(policy, catalogue, id)).filter(
    ({ rule }) => rule.applies === "continuous",
  );
  return {
    id,
    step: {
      component: id,
      system: parts.length > 0,
      movement: "untouched",
      from: level,
      to: level,
    },
    obligations: rules
      .filter((rule) => rule.applies === "continuous")
      .map((rule) => ({
        ...obligation(rule, policy, id),
        ...waivedIn(rule, id, policy, catalogue, now),
      })),
    ...(switchedOff.length > 0 && { switchedOff }),
  };
}

function obligation(rule: Rule, policy: Policy, component: string): Obligation {
  const override = overrideFor(policy, component, rule.id);
  const severity = severityAt(override?.severity ?? rule.severity, IN_PRODUCTION);
  const usual = severityAt(rule.severity, IN_PRODUCTION);
  const compared = comparedWithDefault(rule, override?.params ?? {}, { asked: severity, usual });
  return {
    rule,
    params: withOverrides(rule.params, override?.params ?? {}),
    severity,
    because: "continuous",
    ...(compared !== undefined && { comparedWithDefault: compared }),
  };
}
