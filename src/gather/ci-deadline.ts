import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { GatherContext } from "./context.ts";

const HOUR = 3_600_000;

/** Until when CI may take to report on the head, counted from its commit. */
export function gatherCiDeadline({
  change,
  policy,
}: Pick<GatherContext, "change" | "policy">): Fact<string> {
  if (change.headDate === undefined) {
    return unavailable("not-visible", "a work tree has no date that CI could be late from");
  }
  const deadline = Date.parse(change.headDate) + policy.evidenceTimeout * HOUR;
  return known(new Date(deadline).toISOString());
}
