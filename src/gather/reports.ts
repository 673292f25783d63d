import { type Fact, known, mapFact, unavailable } from "../core/model/fact.ts";
import type { EvidencePolicy } from "../core/model/policy.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import { compileGlobs } from "../core/source/glob.ts";
import { parseStamp, type Stamp } from "../evidence/stamp.ts";
import type { GatherContext } from "./context.ts";
import { contentDigest } from "./files.ts";

/** A report of one component with its bytes, fresh and bound to the content that is judged. */
export interface FreshReport {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Where the stamp of a component's committed evidence stands. */
export function stampPath(component: string): string {
  return `.mltrl/evidence/${component}/stamp.yml`;
}

/**
 * The committed reports of one kind of evidence. Evidence speaks of content, not of a commit: a report
 * counts while the stamp that names it carries the digest of the content that is judged.
 */
export async function freshReports(
  context: GatherContext,
  evidence: EvidencePolicy,
): Promise<Fact<readonly FreshReport[]>> {
  const { component, view } = context;
  const found = await reportFiles(context, evidence);
  if (found.state === "unavailable") return found;
  if (found.value.length === 0) return neverMade(evidence, component.id);
  const path = stampPath(component.id);
  const [text, digest] = await Promise.all([view.text(path), contentDigest(component, view)]);
  if (text.state === "unavailable") {
    return unavailable(
      text.cause === "missing" ? "stale" : text.cause,
      `no stamp says which content the ${evidence.name} report speaks of: run "mltrl stamp ${component.id}" where the report is made and commit ${path}`,
      ...found.value.map((file) => ({ path: file.path })),
    );
  }
  if (digest.state === "unavailable") return digest;
  const stamp = parseStamp(text.value, path);
  if (stamp.state === "unavailable") return stamp;
  const fault = found.value
    .map((file) => whyStale(file, stamp.value, digest.value))
    .find((reason) => reason !== undefined);
  if (fault !== undefined) return unavailable("stale", fault, { path });
  return allBytes(context, found.value);
}

async function reportFiles(
  { component, view }: GatherContext,
  { files, format }: EvidencePolicy,
): Promise<Fact<readonly TreeEntry[]>> {
  const own = `.mltrl/evidence/${component.id}/`;
  const ending = format === "lcov" ? /\.(lcov|info)$/ : /\.xml$/;
  const matches = compileGlobs(files);
  const committed = [...view.records.values()].filter(
    ({ path }) =>
      matches(path) || (files.length === 0 && path.startsWith(own) && ending.test(path)),
  );
  const elsewhere = files.filter((pattern) => !pattern.startsWith(".mltrl/"));
  if (elsewhere.length === 0) return known(committed);
  return mapFact(await view.files(elsewhere), (entries) => [...committed, ...entries]);
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
function neverMade({ name, format, files }: EvidencePolicy, component: string): Fact<never> {
  const where = files.length > 0 ? files.join(", ") : `.mltrl/evidence/${component}/`;
  return unavailable(
    "missing",
    `there is no ${name} report: let CI write ${format} to ${where} and run "mltrl stamp ${component}" after it`,
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
