import type { Policy, RuleOverride } from "../model/policy.ts";
import { withOverrides } from "./rule-numbers.ts";

/** What a policy says of a rule for one component: its own words count before those for all. */
export function overrideFor(
  { rules, components }: Pick<Policy, "rules" | "components">,
  component: string,
  rule: string,
): RuleOverride | undefined {
  const forAll = rules.get(rule);
  const own = components.find(({ id }) => id === component)?.rules.get(rule);
  if (own === undefined || forAll === undefined) return own ?? forAll;
  const severity = own.severity ?? forAll.severity;
  return {
    params: withOverrides(forAll.params, own.params),
    place: own.place,
    ...(severity !== undefined && { severity }),
    ...((own.waivable === false || forAll.waivable === false) && { waivable: false }),
    ...(forAll.waiverRole !== undefined && { waiverRole: forAll.waiverRole }),
  };
}
