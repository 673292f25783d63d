import { covered } from "./covered.ts";
import type { CheckDecision } from "./model/decision.ts";
import type { ComponentPlan } from "./model/obligation.ts";
import { hotfixStandIn } from "./model/hotfix.ts";
import type { CheckPolicy } from "./model/policy.ts";
import type { HotfixRecord } from "./model/records.ts";
import { levelOf } from "./model/step.ts";

/** A component that is not where the check wants those of its branches to be. */
export function belowMinimum(
  { id, step, hotfix, gone }: ComponentPlan,
  { minimumLevel, name }: CheckPolicy,
): CheckDecision["findings"] {
  const level = levelOf(step);
  if (minimumLevel === undefined || step.movement === "remove" || level >= minimumLevel) return [];
  if (gone) return [];
  const reason = `${id} is at level ${level}; the check ${name} asks for level ${minimumLevel} on this branch`;
  const below: CheckDecision["findings"][number] = {
    component: id,
    rule: "minimum-level",
    gate: "every",
    outcome: "fail",
    severity: "blocking",
    since: "new",
    turn: "author",
    reason,
    evidence: [{ path: `.mltrl/cards/${id}.md`, seen: `level ${level}` }],
  };
  return [covered(below, hotfix && hotfixStandIn(hotfix))];
}

/** Once its time is over, a hotfix keeps release branches closed until its panel has met. */
export function owedReview(hotfix: HotfixRecord): CheckDecision["findings"][number] {
  const { component, date, until, incident, place } = hotfix;
  return {
    component,
    rule: "hotfix-review",
    gate: "every",
    outcome: "fail",
    severity: "blocking",
    since: "new",
    turn: "author",
    reason: `the hotfix of ${date} ran until ${until} and its panel has not met: ${incident}`,
    evidence: [{ ...place, seen: `until: ${until}` }],
  };
}
