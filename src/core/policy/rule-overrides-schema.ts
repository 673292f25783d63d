import * as z from "zod";
import { KINDS } from "../kinds/index.ts";
import type { Rule } from "../model/rule.ts";
import { limitsSchema } from "./rule-numbers.ts";
import { id } from "./shared-schemas.ts";

/** What may be said of each rule, whether for all components or for one. */
export function ruleOverrides(known: Iterable<Rule>) {
  const severity = z.enum(["blocking", "advisory", "off"]).optional();
  const floor = z.boolean().optional().describe("No component may ask for less");
  const waivable = z.literal(false).optional().describe("Nobody may waive the rule");
  const role = id.optional().describe("Who grants waivers of it; policy-owners if not given");
  // Made when first used: a policy speaks of few rules.
  const override = (rule: Rule) =>
    z.lazy(() =>
      z
        .strictObject({
          ...KINDS.get(rule.kind)?.params.shape,
          ...limitsSchema(rule.params),
          severity,
          floor,
          waivable,
          "waiver-role": role,
        })
        .partial()
        .meta({ id: `rule-${rule.id}` }),
    );
  return Object.fromEntries([...known].map((rule) => [rule.id, override(rule).optional()]));
}

/** What binds others, or says who does, is not a component's to say. */
const ONLY_FOR_ALL = {
  floor: "a floor is set under the `rules` of the whole file",
  "waiver-role": "who grants waivers is set under the `rules` of the whole file",
};

/** Refuses what only the whole file may say. */
export function onlyForAll(
  rules: Readonly<Record<string, object | undefined>>,
  context: z.core.$RefinementCtx,
): void {
  for (const [rule, override] of Object.entries(rules)) {
    for (const [key, message] of Object.entries(ONLY_FOR_ALL)) {
      if (override === undefined || !(key in override)) continue;
      context.addIssue({ code: "custom", path: [rule, key], message });
    }
  }
}
