import { type Fact, known } from "../core/model/fact.ts";
import type { EvidencePolicy } from "../core/model/policy.ts";
import type { Origin, Origins } from "../core/model/trust.ts";
import { compileGlobs } from "../core/source/glob.ts";
import type { GatherContext } from "./context.ts";
import { type DeliveredReports, deliveredReports, isDelivered } from "./delivered-reports.ts";

/** Of every report that no run delivered. */
const COMMITTED: Origin = {
  tier: 0,
  from: "is committed",
  because: "who made it, and how, nobody can tell",
  mend: "Name the `workflow` that makes it under `evidence` in `.mltrl/config.yml`, and let that deliver it",
};

/** Of one that a run delivered, where a committed file of the same path may be what was read. */
const BOTH: Origin = {
  tier: 0,
  from: "is committed and delivered by a run, both at the same path",
  because: "which of the two was read, nobody can tell",
  mend: "Remove the committed one, and name the `workflow` at every `evidence` in `.mltrl/config.yml` that names its path",
};

/** Where the reports of the component come from. */
export async function gatherOrigins(context: GatherContext): Promise<Fact<Origins>> {
  const { policy, component, view } = context;
  const own = policy.evidence.filter(
    ({ component: only }) => only === undefined || only === component.id,
  );
  const delivered = await Promise.all(
    own.filter(isDelivered).map((evidence) => deliveredReports(context, evidence)),
  );
  const readCommitted = committedPaths(own);
  const reports = new Map<string, Origin>();
  for (const { path, origin } of delivered.flatMap(pathsOf)) {
    const either = view.records.has(path) || readCommitted(path) ? BOTH : origin;
    const before = reports.get(path) ?? either;
    reports.set(path, before.tier < either.tier ? before : either);
  }
  return known({ reports, others: COMMITTED });
}

/** What could not be had is no report that a rule could rest on. */
function pathsOf(fact: Fact<DeliveredReports>): { path: string; origin: Origin }[] {
  if (fact.state === "unavailable") return [];
  const { reports, origin } = fact.value;
  return reports.map(({ path }) => ({ path, origin }));
}

/** Whether evidence that no run delivers names a path. */
function committedPaths(evidence: readonly EvidencePolicy[]): (path: string) => boolean {
  return compileGlobs(evidence.filter((each) => !isDelivered(each)).flatMap(({ files }) => files));
}
