import { type Fact, known } from "../core/model/fact.ts";
import type { EvidencePolicy } from "../core/model/policy.ts";
import type { TestReport } from "../core/model/test-report.ts";
import { parseJunit } from "../evidence/junit.ts";
import type { GatherContext } from "./context.ts";
import { freshReports } from "./reports.ts";

/** Test reports by the name of their evidence in the policy. */
export async function gatherTests(
  context: GatherContext,
): Promise<Fact<ReadonlyMap<string, Fact<readonly TestReport[]>>>> {
  const { policy, component } = context;
  const declared = policy.evidence.filter(
    ({ format, component: only }) =>
      format === "junit" && (only === undefined || only === component.id),
  );
  const reports = await Promise.all(
    declared.map(async (evidence): Promise<[string, Fact<readonly TestReport[]>]> => [
      evidence.name,
      await parsed(context, evidence),
    ]),
  );
  return known(new Map(reports));
}

async function parsed(
  context: GatherContext,
  evidence: EvidencePolicy,
): Promise<Fact<readonly TestReport[]>> {
  const fresh = await freshReports(context, evidence);
  if (fresh.state === "unavailable") return fresh;
  const reports: TestReport[] = [];
  for (const { path, bytes } of fresh.value) {
    const report = parseJunit(bytes, path);
    if (report.state === "unavailable") return report;
    reports.push(report.value);
  }
  return known(reports);
}
