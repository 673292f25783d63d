import { strictestConclusion } from "../core/conclusion.ts";
import type { CheckDecision, Decision } from "../core/model/decision.ts";

/** A check with the decision it is a part of. */
export interface Shown {
  readonly check: CheckDecision;
  readonly decision: Decision;
}

/** The strictest verdict that any of some decisions has for a check; among equals the first given. */
export function strictestCheck(shown: Shown, others: readonly Decision[]): Shown {
  return others
    .flatMap((decision) =>
      decision.checks
        .filter(({ name }) => name === shown.check.name)
        .map((check): Shown => ({ check, decision })),
    )
    .reduce<Shown>(
      (strictest, other) =>
        strictestConclusion([strictest.check.conclusion, other.check.conclusion]) ===
        strictest.check.conclusion
          ? strictest
          : other,
      shown,
    );
}
