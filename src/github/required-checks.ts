import type { Change } from "../core/model/change.ts";
import { known, unavailable } from "../core/model/fact.ts";
import type { RulesAnswer } from "./evaluation-answer.ts";

/** The checks that the rules of a branch require; none where there are no rules. */
export function requiredChecksOf(rules: RulesAnswer | null | undefined): Change["requiredChecks"] {
  if (!rules) return known([]);
  if (rules.totalCount > rules.nodes.length) {
    return unavailable("upstream", "the base branch has more rules than one request shows");
  }
  return known(
    rules.nodes.flatMap(({ parameters }) =>
      (parameters?.requiredStatusChecks ?? []).map(({ context, integrationId }) => ({
        name: context,
        ...(integrationId !== null && { app: integrationId }),
      })),
    ),
  );
}
