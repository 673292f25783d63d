import type { Judged } from "../core/decide.ts";
import { factsNeeded } from "../core/facts-needed.ts";
import type { FactName } from "../core/model/facts.ts";
import { judgedOn } from "../core/replay.ts";
import { NOTHING_DELIVERED } from "../gather/nothing-delivered.ts";
import { gatherFacts } from "../gather/index.ts";
import type { CiReports } from "../ports/ci-reports.ts";
import type { People } from "../ports/people.ts";
import { withAcceptances } from "./acceptances.ts";
import type { Engine } from "./engine.ts";
import type { PlannedComponent } from "./plan-component.ts";

/** What the facts of a component are asked of, beside the repository. */
export interface JudgingPorts {
  readonly people: People;
  readonly ci: CiReports;
}

/** Gathers what the rules of a component ask for, on both sides, and judges it. */
export async function judgeComponent(
  { plan, context, baseContext }: PlannedComponent,
  { people, ci }: JudgingPorts,
  { catalogue }: Engine,
): Promise<Judged> {
  const needs = factsNeeded(plan.obligations);
  const shared = { people, ci, referenceChecklists: catalogue.checklists };
  const [accepted, facts, baseFacts] = await Promise.all([
    withAcceptances(plan, { ...context, ...shared }, catalogue),
    gatherFacts(needs, { ...context, ...shared }),
    baseContext &&
      gatherFacts(baseNeeds(needs), { ...baseContext, ...shared, ci: NOTHING_DELIVERED }),
  ]);
  return judgedOn(accepted, facts, baseFacts);
}

/**
 * Of base only its content is asked: it has no reviews and no runs of its own. That its reports are committed
 * holds back what passes there, and makes nothing bad of it.
 */
function baseNeeds(needs: ReadonlySet<FactName>): ReadonlySet<FactName> {
  return needs.difference(
    new Set<FactName>(["approvals", "checkRuns", "coverage", "baseCoverage", "tests"]),
  );
}
