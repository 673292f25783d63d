import { evaluate } from "../../src/core/evaluate.ts";
import { KINDS } from "../../src/core/kinds/index.ts";
import type { Finding, Outcome } from "../../src/core/model/finding.ts";
import type { Rule } from "../../src/core/model/rule.ts";
import { catalogue } from "../../src/generated/catalogue.ts";
import { type FactsDescription, someFacts } from "./facts.ts";

/** One row of a table of judgements: what it shows, parameters, facts, and what comes of them. */
export type Case = readonly [
  shows: string,
  params: Readonly<Record<string, unknown>>,
  facts: FactsDescription,
  outcome: Outcome,
  reason: RegExp,
];

/** Judges a rule of the catalogue, or one with the given parameters, on facts in few words. */
export function judge(rule: Rule, facts: FactsDescription): Finding {
  const obligation = {
    rule,
    params: rule.params,
    severity: "blocking",
    because: "standing",
  } as const;
  const step = {
    component: "detector",
    movement: "content",
    from: 3,
    to: 3,
    system: false,
  } as const;
  const plan = { id: "detector", step, obligations: [obligation] };
  const [finding] = evaluate(plan, KINDS, someFacts(facts), undefined);
  if (finding === undefined) throw new Error(`no finding for ${rule.id}`);
  return finding;
}

/** Judges a kind on its own, as a rule without anything else. */
export function judgeKind(
  kind: string,
  params: Readonly<Record<string, unknown>>,
  facts: FactsDescription,
): Finding {
  const [any] = catalogue.rules;
  if (any === undefined) throw new Error("the catalogue is empty");
  const { conditional: _, ...rest } = any;
  return judge({ ...rest, id: "any-rule", kind, params }, facts);
}
