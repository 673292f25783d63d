import type { DeliveredFile, EvidenceManifest } from "../core/model/ci-report.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Catalogue } from "../core/model/rule.ts";
import {
  type CheckedOut,
  EVENTS_OF_THE_HEAD,
  type RunFacts,
  workflowOf,
} from "../core/model/run-facts.ts";
import { bytesDigest } from "../core/source/digest.ts";
import { compileGlobs, literalFolders } from "../core/source/glob.ts";
import { isInside, MANIFEST, MAX_BYTES, MAX_FILES, writeManifest } from "../evidence/manifest.ts";
import type { NamedReports } from "../evidence/named-reports.ts";
import { type View, viewAt } from "../gather/view.ts";
import type { Clock } from "../ports/clock.ts";
import type { ArtifactFolder, FileOnDisk, ReportFiles } from "../ports/report-files.ts";
import type { Repository } from "../ports/repository.ts";
import { policyStanding } from "./policy-standing.ts";

/** What collecting asks of the place that the reports were made in. */
export interface CollectPorts {
  readonly repository: Repository;
  readonly checkedOut: () => Promise<Fact<CheckedOut>>;
  readonly files: ReportFiles;
  /** The folder that paths of reports count from, from the root of the work tree; empty where it is that. */
  readonly from: string;
  readonly folder: ArtifactFolder;
  readonly clock: Clock;
  /** How a report is written, told by its content; undefined where it is none that is known. */
  readonly formatOf: (path: string, bytes: Uint8Array) => string | undefined;
}

/** What was collected, and what was left out and why. */
export interface Collected {
  readonly manifest: EvidenceManifest;
  readonly notices: readonly string[];
}

/** Reports that are looked for. */
interface Wanted {
  readonly patterns: readonly string[];
  /** What a notice calls them. */
  readonly called: string;
  readonly format?: string;
  readonly component?: string;
}

/**
 * Makes the artifact that a job delivers its reports in: those that the policy says this workflow delivers
 * and those that the workflow names, as they lie in the repository, with a manifest of what they are of.
 */
export async function collectEvidence(
  run: RunFacts,
  named: readonly NamedReports[],
  ports: CollectPorts,
  catalogue: Catalogue,
): Promise<Fact<Collected>> {
  const checkedOut = await checkoutOf(run, ports);
  if (checkedOut.state === "unavailable") return checkedOut;
  const view = await viewAt(ports.repository, checkedOut.value.commit);
  if (view.state === "unavailable") return view;
  const wanted = await wantedReports(run, named, checkedOut.value, ports, catalogue);
  if (wanted.state === "unavailable") return wanted;
  const patterns = wanted.value.flatMap((each) => each.patterns);
  const listed = await ports.files.list(literalFolders(patterns), compileGlobs(patterns));
  if (listed.state === "unavailable") return listed;
  const fault = whyTooMuch(listed.value);
  if (fault !== undefined) return unavailable("invalid", fault);
  const read = await readReports(listed.value, wanted.value, view.value, ports);
  if (read.state === "unavailable") return read;
  const { reports, notices } = read.value;
  if (reports.length === 0) {
    return unavailable("missing", `there is nothing to deliver: ${notices.join("; ")}`);
  }
  const opened = await ports.folder.open();
  if (opened.state === "unavailable") return opened;
  const manifest: EvidenceManifest = {
    repositoryId: run.repositoryId,
    headSha: run.headSha,
    checkedOutSha: checkedOut.value.commit,
    treeSha: checkedOut.value.tree,
    runId: run.id,
    runAttempt: run.attempt,
    workflowRef: run.workflowRef,
    files: reports.map(({ listed: file }) => file),
  };
  for (const { listed: file, bytes } of reports) await ports.folder.write(file.path, bytes);
  const text = writeManifest(manifest, new Date(ports.clock.now()).toISOString());
  await ports.folder.write(MANIFEST, new TextEncoder().encode(text));
  return known({ manifest, notices });
}

/** Reports speak of what was checked out; that has to be what the run is about. */
async function checkoutOf(
  { event, headSha, sha }: RunFacts,
  { checkedOut }: CollectPorts,
): Promise<Fact<CheckedOut>> {
  if (!EVENTS_OF_THE_HEAD.has(event)) {
    return unavailable(
      "invalid",
      `runs of ${event} are not about the head, and what they deliver is not taken; expected one of ${[...EVENTS_OF_THE_HEAD].join(", ")}`,
    );
  }
  const found = await checkedOut();
  if (found.state === "unavailable" || [headSha, sha].includes(found.value.commit)) return found;
  const merge = sha === headSha ? "" : `, or its merge ${sha}`;
  return unavailable(
    "stale",
    `${found.value.commit} is checked out, and this run is about ${headSha}${merge}: check that out before the reports are made`,
  );
}

async function wantedReports(
  run: RunFacts,
  named: readonly NamedReports[],
  { commit }: CheckedOut,
  { repository }: CollectPorts,
  catalogue: Catalogue,
): Promise<Fact<readonly Wanted[]>> {
  const byWorkflow = named.map(({ pattern, ...rest }): Wanted => ({ patterns: [pattern], called: pattern, ...rest })); // prettier-ignore
  const policy = await policyStanding(repository, commit, catalogue);
  if (policy.state === "unavailable") return named.length > 0 ? known(byWorkflow) : policy;
  const path = workflowOf(run);
  const byPolicy = policy.value.evidence
    .filter(({ workflow }) => workflow === path)
    .map(({ name, files, format, component }): Wanted => ({
      patterns: files,
      called: `${name} (${files.join(", ")})`,
      format,
      ...(component !== undefined && { component }),
    }));
  const wanted = [...byPolicy, ...byWorkflow];
  return wanted.length > 0
    ? known(wanted)
    : unavailable(
        "missing",
        `nothing under "evidence" in .mltrl/config.yml has "workflow: ${path}": add it to what this workflow delivers, or name files`,
      );
}

function whyTooMuch(files: readonly FileOnDisk[]): string | undefined {
  if (files.length > MAX_FILES) {
    return `${files.length} files are reports; one job delivers at most ${MAX_FILES}: name them more closely`;
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const largest = files.toSorted((one, other) => other.bytes - one.bytes)[0];
  return total > MAX_BYTES && largest !== undefined
    ? `the reports are ${total} bytes large, and one job delivers at most ${MAX_BYTES}; the largest is ${largest.path} with ${largest.bytes}`
    : undefined;
}

interface Report {
  readonly listed: DeliveredFile;
  readonly bytes: Uint8Array;
}

async function readReports(
  files: readonly FileOnDisk[],
  wanted: readonly Wanted[],
  view: View,
  ports: CollectPorts,
): Promise<Fact<{ readonly reports: readonly Report[]; readonly notices: readonly string[] }>> {
  const reports: Report[] = [];
  const notices: string[] = [];
  const found = new Set<Wanted>();
  for (const { path } of files) {
    const of = wanted.find(({ patterns }) => compileGlobs(patterns)(path));
    if (of === undefined) continue;
    found.add(of);
    if (!isInside(path) || path === MANIFEST) {
      notices.push(`${path} cannot be delivered under this name: it is left out`);
      continue;
    }
    const bytes = await ports.files.read(path);
    if (bytes.state === "unavailable") return bytes;
    const committed = await isCommitted(path, bytes.value, view, ports);
    if (committed) {
      notices.push(`${path} is committed just as it is, and need not be of this run: it is left out; take it out of git`); // prettier-ignore
      continue;
    }
    const format = of.format ?? ports.formatOf(path, bytes.value);
    if (format === undefined) {
      notices.push(`${path} is no report that is known: it is left out`);
      continue;
    }
    const listed: DeliveredFile = {
      path,
      sha256: bytesDigest(bytes.value).replace("sha256:", ""),
      bytes: bytes.value.length,
      format,
      ...(of.component !== undefined && { component: of.component }),
    };
    reports.push({ listed, bytes: bytes.value });
  }
  const absent = wanted.filter((each) => !found.has(each));
  notices.push(...absent.map(({ called }) => `there is no file of ${called}`));
  return known({ reports, notices });
}

/**
 * A report that came with the checkout would pass for one that the run made: where it is to be in the
 * repository, or where it lies.
 */
async function isCommitted(
  path: string,
  bytes: Uint8Array,
  view: View,
  { from }: CollectPorts,
): Promise<boolean> {
  for (const at of new Set([path, from === "" ? path : `${from}/${path}`])) {
    const committed = await view.bytes(at);
    if (committed.state === "known" && Buffer.from(committed.value).equals(bytes)) return true;
  }
  return false;
}
