import type { Policy } from "../model/policy.ts";
import type { Catalogue } from "../model/rule.ts";
import { DEFAULT_WAIVER_ROLE } from "../model/waiver.ts";
import { catalogueAt } from "./catalogue-at.ts";
import { overrideFor } from "./rule-override.ts";

/** Whether anybody may give leave to break a rule, by the rule itself and by the policy. */
export function isWaivable(
  rule: string,
  component: string,
  policy: Pick<Policy, "ladder" | "rules" | "components">,
  catalogue: Catalogue,
): boolean {
  const own = catalogueAt(catalogue, policy.ladder).rules.find(({ id }) => id === rule);
  return own?.waivable !== false && overrideFor(policy, component, rule)?.waivable !== false;
}

/** The role that gives it. */
export function waiverRoleOf(rule: string, { rules }: Pick<Policy, "rules">): string {
  return rules.get(rule)?.waiverRole ?? DEFAULT_WAIVER_ROLE;
}
