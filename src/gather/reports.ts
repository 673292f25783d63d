import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { EvidencePolicy } from "../core/model/policy.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import { parseStamp, type Stamp } from "../evidence/stamp.ts";
import type { GatherContext } from "./context.ts";
import { deliveredReports, isDelivered } from "./delivered-reports.ts";
import { evidenceFor, stampPath } from "./deployed-evidence.ts";
import type { FreshReport } from "./fresh-report.ts";
import { contentDigest } from "./files.ts";
import { entriesBelow, entriesMatching } from "./paths-in.ts";

/** Coverage reports of any format, where the policy names no files: other evidence has its own names. */
const COVERAGE = /(?:^|\/)coverage[^/]*\.[^/]+$|\.(?:lcov|info)$/;

/**
 * The reports of one kind of evidence: those that a run delivered where the policy names its workflow, else
 * the committed ones. Evidence speaks of content, not of a commit: a report
 * counts while the stamp that names it carries the digest of the content that is judged.
 */
export async function freshReports(
  context: GatherContext,
  evidence: EvidencePolicy,
): Promise<Fact<readonly FreshReport[]>> {
  if (isDelivered(evidence)) {
    return mapFact(await deliveredReports(context, evidence), ({ reports }) => reports);
  }
  const found = await reportFiles(context, evidence);
  if (found.state === "unavailable") return found;
  return found.value.length === 0
    ? neverMade(evidence, context)
    : freshFiles(context, evidence.name, found.value);
}

/** The bytes of files that were found, as long as the stamp speaks of them and of this content. */
export async function freshFiles(
  context: GatherContext,
  name: string,
  files: readonly TreeEntry[],
): Promise<Fact<readonly FreshReport[]>> {
  const { component, view } = context;
  const path = stampIn(context);
  const [read, digest] = await Promise.all([
    view.parsed(path, readStamp),
    contentDigest(component, view),
  ]);
  if (read.state === "unavailable") {
    return unavailable(
      read.cause === "missing" ? "stale" : read.cause,
      `no stamp says which content the ${name} report speaks of: run "${stampCommand(context)}" where the report is made and commit ${stampPath(component.id, context.deployment?.version)}`,
      ...files.map((file) => ({ path: file.path })),
    );
  }
  if (digest.state === "unavailable") return digest;
  const stamp = read.value;
  if (stamp.state === "unavailable") {
    return { ...stamp, reason: `the stamp of the ${name} report cannot be read: ${stamp.reason}` };
  }
  const fault = files
    .map((file) => whyStale(file, stamp.value, digest.value))
    .find((reason) => reason !== undefined);
  if (fault !== undefined) return unavailable("stale", fault, { path });
  return allBytes(context, files);
}

/** A stamp that cannot be understood is something else than one that is not there. */
function readStamp(text: string, path: string): Fact<Fact<Stamp>> {
  return known(parseStamp(text, path));
}

/** The stamp of a deployed version counts before the one of the branch. */
function stampIn({ component, view, deployment }: GatherContext): string {
  const own = deployment && stampPath(component.id, deployment.version);
  return own !== undefined && view.records.has(own) ? own : stampPath(component.id);
}

function stampCommand({ component, deployment }: GatherContext): string {
  return `mltrl stamp ${component.id}${deployment ? ` --deployed ${deployment.version}` : ""}`;
}

async function reportFiles(
  { component, view, deployment }: GatherContext,
  { files }: EvidencePolicy,
): Promise<Fact<readonly TreeEntry[]>> {
  const own = `.mltrl/evidence/${component.id}`;
  const committed =
    files.length > 0
      ? entriesMatching(view.records, files)
      : entriesBelow(view.records, own).filter(({ path }) =>
          COVERAGE.test(path.slice(own.length + 1)),
        );
  const elsewhere = files.filter((pattern) => !pattern.startsWith(".mltrl/"));
  const speaking = (entries: readonly TreeEntry[]): readonly TreeEntry[] =>
    evidenceFor(deployment?.version, entries);
  if (elsewhere.length === 0) return known(speaking(committed));
  return mapFact(await view.files(elsewhere), (entries) => speaking([...committed, ...entries]));
}

function whyStale(file: TreeEntry, stamp: Stamp, digest: string): string | undefined {
  if (stamp.reports.get(file.path) !== file.id) {
    return `${file.path} is not the report that was stamped: stamp it where it is made`;
  }
  return stamp.content === digest
    ? undefined
    : `${file.path} speaks of other content (${short(stamp.content)}) than this (${short(digest)}): make it again and stamp it`;
}

function short(digest: string): string {
  return digest.slice(0, 19);
}

/** The first time a report is absent the text says what to add to CI. */
function neverMade({ name, format, files }: EvidencePolicy, context: GatherContext): Fact<never> {
  const { component } = context;
  const where = files.length > 0 ? files.join(", ") : `.mltrl/evidence/${component.id}/`;
  return unavailable(
    "missing",
    `there is no ${name} report: let CI write ${format} to ${where} and run "${stampCommand(context)}" after it`,
  );
}

async function allBytes(
  { view }: GatherContext,
  files: readonly TreeEntry[],
): Promise<Fact<readonly FreshReport[]>> {
  const reports: FreshReport[] = [];
  for (const { path } of files) {
    const bytes = await view.bytes(path);
    if (bytes.state === "unavailable") return bytes;
    reports.push({ path, bytes: bytes.value });
  }
  return known(reports);
}
