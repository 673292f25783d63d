import type { Judged } from "../core/decide.ts";
import { KINDS } from "../core/kinds/index.ts";
import type { FactName } from "../core/model/facts.ts";
import { judgedOn } from "../core/replay.ts";
import { gatherFacts } from "../gather/index.ts";
import type { People } from "../ports/people.ts";
import { withAcceptances } from "./acceptances.ts";
import type { Engine } from "./engine.ts";
import type { PlannedComponent } from "./plan-component.ts";

/** Gathers what the rules of a component ask for, on both sides, and judges it. */
export async function judgeComponent(
  { plan, context, baseContext }: PlannedComponent,
  people: People,
  { catalogue }: Engine,
): Promise<Judged> {
  const needs = new Set<FactName>([
    "card",
    "now",
    "ciDeadline",
    ...plan.obligations.flatMap(({ rule }) => KINDS.get(rule.kind)?.needs ?? []),
  ]);
  const shared = { people, referenceChecklists: catalogue.checklists };
  const [accepted, facts, baseFacts] = await Promise.all([
    withAcceptances(plan, { ...context, ...shared }, catalogue),
    gatherFacts(needs, { ...context, ...shared }),
    baseContext && gatherFacts(baseNeeds(needs), { ...baseContext, ...shared }),
  ]);
  return judgedOn(accepted, facts, baseFacts);
}

/** Of base only its content is asked: it has no reviews and no runs of its own. */
function baseNeeds(needs: ReadonlySet<FactName>): ReadonlySet<FactName> {
  return needs.difference(
    new Set<FactName>(["approvals", "checkRuns", "coverage", "baseCoverage", "tests"]),
  );
}
