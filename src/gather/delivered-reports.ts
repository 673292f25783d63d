import type { Delivery, WorkflowRun } from "../core/model/ci-report.ts";
import { type Fact, known, mapFact, unavailable, type Unavailable } from "../core/model/fact.ts";
import { type EvidencePolicy, TEST_SETTINGS } from "../core/model/policy.ts";
import type { Origin } from "../core/model/trust.ts";
import { compileGlobs } from "../core/source/glob.ts";
import { trustOfRun } from "../core/model/trust-of-run.ts";
import type { GatherContext } from "./context.ts";
import { contentDigest } from "./files.ts";
import { madeOf } from "./made-of.ts";
import type { FreshReport } from "./fresh-report.ts";
import { viewAt } from "./view.ts";

/** Evidence that runs of a workflow deliver. */
export type DeliveredEvidence = EvidencePolicy & { readonly workflow: string };

/** Reports of one run, with where they come from. */
export interface DeliveredReports {
  readonly reports: readonly FreshReport[];
  readonly origin: Origin;
}

export function isDelivered(evidence: EvidencePolicy): evidence is DeliveredEvidence {
  return evidence.workflow !== undefined;
}

/**
 * The reports that the newest run on this content delivered. A run speaks of content and not of a commit:
 * one on an earlier head counts while the component has not changed since.
 */
export async function deliveredReports(
  context: GatherContext,
  evidence: DeliveredEvidence,
): Promise<Fact<DeliveredReports>> {
  const { ci, policy, change, view } = context;
  const runs = await ci.runs(evidence.workflow);
  if (runs.state === "unavailable") return runs;
  const faults: Unavailable[] = [];
  for (const run of runs.value) {
    if (!(await isOnContent(run, context))) continue;
    if (run.status !== "completed") return awaited(run, evidence);
    const found = await reportsOf(run, evidence, context);
    if (found.state === "unavailable") {
      faults.push(found);
      continue;
    }
    const origin = trustOfRun({
      run,
      changedFiles: change.changedFiles,
      madeOf: await madeOf(run.workflow, view),
      isSetting: compileGlobs(evidence.settings ?? TEST_SETTINGS),
      trusted: policy.trustedWorkflows,
    });
    return known({ reports: found.value, origin });
  }
  return (
    faults[0] ??
    unavailable(
      "awaited",
      `no run of ${evidence.workflow} has delivered the ${evidence.name} report of this content yet`,
    )
  );
}

/** What an older run delivered is not taken while a newer one is at it. */
function awaited({ id, workflow, status }: WorkflowRun, { name }: EvidencePolicy): Unavailable {
  const state = status === "queued" ? "is queued" : "is running";
  return unavailable("awaited", `run ${id} of ${workflow}, which makes the ${name} report, ${state}`); // prettier-ignore
}

async function isOnContent(run: WorkflowRun, context: GatherContext): Promise<boolean> {
  const { change, component, repository } = context;
  if (run.headSha === change.head || run.headSha === change.reviewedHead) return true;
  const [then, now] = await Promise.all(
    [run.headSha, change.head].map(async (sha) => {
      const view = await viewAt(repository, sha);
      return view.state === "known" ? contentDigest(component, view.value) : view;
    }),
  );
  return then?.state === "known" && now?.state === "known" && then.value === now.value;
}

/** The files of a run that the policy asks for, each delivered by one job. */
async function reportsOf(
  run: WorkflowRun,
  { name, files }: EvidencePolicy,
  { ci, component }: GatherContext,
): Promise<Fact<readonly FreshReport[]>> {
  const deliveries = await ci.delivered(run);
  if (deliveries.state === "unavailable") return deliveries;
  const matches = compileGlobs(files);
  const found = deliveries.value.flatMap((delivery) =>
    delivery.manifest.files
      .filter((file) => matches(file.path) && (file.component ?? component.id) === component.id)
      .map(({ path }) => ({ path, delivery })),
  );
  const [first] = found;
  if (first === undefined) {
    return unavailable("missing", `run ${run.id} of ${run.workflow} delivered no ${name} report: let it write ${files.join(", ")} before it delivers`); // prettier-ignore
  }
  const twice = found.find(({ path }, i) => found.findIndex((each) => each.path === path) < i);
  if (twice !== undefined) {
    return unavailable("invalid", `two jobs of run ${run.id} of ${run.workflow} delivered ${twice.path}; expected one: deliver it from the job that makes it`); // prettier-ignore
  }
  return allBytes(found);
}

async function allBytes(
  found: readonly { readonly path: string; readonly delivery: Delivery }[],
): Promise<Fact<readonly FreshReport[]>> {
  const reports: FreshReport[] = [];
  for (const { path, delivery } of found) {
    const bytes = mapFact(await delivery.bytes(path), (read) => ({ path, bytes: read }));
    if (bytes.state === "unavailable") return bytes;
    reports.push(bytes.value);
  }
  return known(reports);
}
