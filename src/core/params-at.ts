import { KINDS } from "./kinds/index.ts";
import type { Level } from "./model/level.ts";
import type { Rule } from "./model/rule.ts";
import { lowestTier, type Tier } from "./model/trust.ts";

type Params = Rule["params"];

/** Kinds know what they have parsed already by the very object. */
const byRule = new WeakMap<Rule, Map<Tier, Params>>();

/** A rule's parameters at a level: what it does not say of trust, the level does. */
export function paramsAt(rule: Rule, level: Level): Params {
  if (rule.params["trust"] !== undefined || KINDS.get(rule.kind)?.reports === undefined) {
    return rule.params;
  }
  const trust = lowestTier(level);
  const known = byRule.get(rule) ?? new Map<Tier, Params>();
  byRule.set(rule, known);
  const params = known.get(trust) ?? { ...rule.params, trust };
  known.set(trust, params);
  return params;
}
