import type { Diagnosis } from "../model/doctor.ts";
import type { Policy } from "../model/policy.ts";
import type { Rule } from "../model/rule.ts";

/** Whether a rule waits for a check of ours: that check would wait for itself. */
export function diagnoseOwnChecks(policy: Policy, rules: readonly Rule[]): Diagnosis {
  const asked = rules
    .filter(({ kind }) => kind === "external-check")
    .flatMap(({ id, params }) => [
      { id, check: policy.rules.get(id)?.params["check"] ?? params["check"] },
      ...policy.components.map((component) => ({
        id,
        check: component.rules.get(id)?.params["check"],
      })),
    ]);
  const own = asked.find(({ check }) => typeof check === "string" && check.startsWith("mltrl/"));
  if (own === undefined) {
    return { point: "own-checks", outcome: "good", says: "No rule waits for a check of ours." };
  }
  return {
    point: "own-checks",
    outcome: "problem",
    says: `The rule ${own.id} waits for ${String(own.check)}, which is a check of ours: it never ends.`,
    mend: `name another check for it under "rules" in .mltrl/config.yml`,
  };
}
