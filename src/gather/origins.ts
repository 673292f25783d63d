import { type Fact, known } from "../core/model/fact.ts";
import type { Origin, Origins } from "../core/model/trust.ts";
import type { GatherContext } from "./context.ts";
import { deliveredReports, isDelivered } from "./delivered-reports.ts";

/** Of every report that no run delivered. */
const COMMITTED: Origin = {
  tier: 0,
  from: "is committed",
  because:
    "name the `workflow` that makes it under `evidence` in .mltrl/config.yml and let that deliver it",
};

/** Where the reports of the component come from. */
export async function gatherOrigins(context: GatherContext): Promise<Fact<Origins>> {
  const { policy, component } = context;
  const delivered = await Promise.all(
    policy.evidence
      .filter(isDelivered)
      .filter((evidence) => (evidence.component ?? component.id) === component.id)
      .map((evidence) => deliveredReports(context, evidence)),
  );
  const reports = new Map<string, Origin>();
  for (const each of delivered) {
    // What could not be had is no report that a rule could rest on.
    if (each.state === "unavailable") continue;
    for (const { path } of each.value.reports) reports.set(path, each.value.origin);
  }
  return known({ reports, others: COMMITTED });
}
