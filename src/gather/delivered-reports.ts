import {
  type DeliveredFile,
  type Delivery,
  endedWell,
  type WorkflowRun,
} from "../core/model/ci-report.ts";
import { type Fact, known, mapFact, unavailable, type Unavailable } from "../core/model/fact.ts";
import { type EvidencePolicy, TEST_SETTINGS } from "../core/model/policy.ts";
import type { Origin } from "../core/model/trust.ts";
import { compileGlobs } from "../core/source/glob.ts";
import { trustOfRun } from "../core/model/trust-of-run.ts";
import { type SignedDelivery, trustOfSigned } from "../core/model/trust-of-signed.ts";
import type { GatherContext } from "./context.ts";
import { madeOf } from "./made-of.ts";
import type { FreshReport } from "./fresh-report.ts";
import { changedSince, contentOfRun } from "./run-content.ts";

/** Evidence that runs of a workflow deliver. */
export type DeliveredEvidence = EvidencePolicy & { readonly workflow: string };

/** Reports of one run, with where they come from. */
export interface DeliveredReports {
  readonly reports: readonly FreshReport[];
  readonly origin: Origin;
}

/** Whether a workflow delivers it, so that it does not stand in the repository. */
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
  const runs = await ci.runs(evidence.workflow, context.onBase ? "base" : "head");
  if (runs.state === "unavailable") return runs;
  const faults: Unavailable[] = [];
  for (const run of runs.value) {
    const content = await contentOfRun(run, context);
    if (content.outdated !== undefined) faults.push(content.outdated);
    if (!content.same) continue;
    const waits = whyAwaited(run, evidence);
    // Of base, what there is has to do: nothing tells this pull request when there is more.
    if (waits !== undefined && context.onBase) continue;
    if (waits !== undefined) return waits;
    const found = await reportsOf(run, evidence, context);
    if (found.state === "unavailable") {
      faults.push(found);
      continue;
    }
    const settings = evidence.settings ?? TEST_SETTINGS;
    const made = await madeOf(run.workflow, view);
    const origin = trustOfRun({
      run,
      changedFiles: change.changedFiles,
      madeOf: made,
      isSetting: compileGlobs(settings),
      changedSince: await changedSince(content, made, settings, view),
      trusted: policy.trustedWorkflows,
    });
    const { reports, deliveries } = found.value;
    return known({ reports, origin: await withSignatures(origin, run, deliveries, context) });
  }
  return { ...(faults[0] ?? notBegun(evidence, context)), mend: [howToDeliver(evidence)] };
}

function howToDeliver({ workflow, files }: DeliveredEvidence): string {
  return `Let \`${workflow}\` write ${files.map((each) => `\`${each}\``).join(", ")} on this head and deliver it as \`mltrl-evidence-<job>\``;
}

/**
 * Asks who signed what was delivered, where a rule wants to know and nothing else stands in the way. Runs for forks
 * have nothing to sign with.
 */
async function withSignatures(
  origin: Origin,
  run: WorkflowRun,
  deliveries: readonly Delivery[],
  { ci, policy, wantsSignatures }: GatherContext,
): Promise<Origin> {
  if (!wantsSignatures || origin.tier !== 3 || run.fromFork) return origin;
  const signed: SignedDelivery[] = [];
  for (const { manifest, digest } of deliveries) {
    signed.push({ manifest, provenance: await ci.provenance(digest) });
  }
  const signers = [...policy.trustedWorkflows, ...policy.trustedSigners];
  return trustOfSigned(origin, run, signed, signers);
}

function notBegun(
  { name, workflow }: DeliveredEvidence,
  { change, onBase }: GatherContext,
): Unavailable {
  const none = `no run of ${workflow} has delivered the ${name} report of this content`;
  if (onBase) return unavailable("missing", none);
  const queued = change.reviewedHead === undefined ? "" : ": does it run on `merge_group`?";
  return unavailable("awaited", `${none} yet${queued}`);
}

/** What an older run delivered is not taken while a newer one is at it. */
function whyAwaited(
  { id, workflow, status, conclusion }: WorkflowRun,
  { name }: EvidencePolicy,
): Unavailable | undefined {
  const run = `run ${id} of ${workflow}, which makes the ${name} report,`;
  if (status === "queued") return unavailable("awaited", `${run} is queued`);
  if (status === "in_progress") return unavailable("awaited", `${run} is running`);
  return conclusion === "action_required"
    ? unavailable("awaited", `${run} waits until somebody who may write approves that it runs`)
    : undefined;
}

/** Reports, and what the jobs delivered that they come from. */
interface FoundReports {
  readonly reports: readonly FreshReport[];
  readonly deliveries: readonly Delivery[];
}

/** The files of a run that the policy asks for, each delivered by one job. */
async function reportsOf(
  run: WorkflowRun,
  { name, files }: EvidencePolicy,
  { ci, component }: GatherContext,
): Promise<Fact<FoundReports>> {
  const deliveries = await ci.delivered(run);
  if (deliveries.state === "unavailable") return deliveries;
  const matches = compileGlobs(files);
  const found = deliveries.value.flatMap((delivery) =>
    delivery.manifest.files
      .filter((file) => matches(file.path) && (componentOf(file) ?? component.id) === component.id)
      .map(({ path }) => ({ path, delivery })),
  );
  const those = `run ${run.id} of ${run.workflow}`;
  if (found.length === 0) {
    return unavailable("missing", `${those}${ending(run)} delivered no ${name} report of ${component.id}: let it write ${files.join(", ")} before it delivers`); // prettier-ignore
  }
  const twice = found.find(({ path }, i) => found.findIndex((each) => each.path === path) < i);
  if (twice !== undefined) {
    return unavailable("invalid", `two jobs of ${those} delivered ${twice.path}; expected one: deliver it from the job that makes it`); // prettier-ignore
  }
  const lacks = files.filter((pattern) => !found.some(({ path }) => compileGlobs([pattern])(path)));
  if (lacks.length > 0 && !endedWell(run)) {
    return unavailable("missing", `${those}${ending(run)} delivered only a part of the ${name} report: ${lacks.join(", ")} is not there`); // prettier-ignore
  }
  return mapFact(await allBytes(found), (reports) => ({
    reports,
    deliveries: [...new Set(found.map(({ delivery }) => delivery))],
  }));
}

/** Of which component a report speaks: what the manifest says, or the folder that it stands in. */
function componentOf({ component, path }: DeliveredFile): string | undefined {
  return component ?? /^\.mltrl\/evidence\/([^/]+)\//.exec(path)?.[1];
}

function ending(run: WorkflowRun): string {
  return endedWell(run) ? "" : `, which ended with ${run.conclusion ?? "nothing"},`;
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
