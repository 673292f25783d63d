import type { Delivery, EvidenceManifest, WorkflowRun } from "../../core/model/ci-report.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import { bytesDigest } from "../../core/source/digest.ts";
import { MANIFEST, parseManifest } from "../manifest.ts";
import { unzip } from "./unzip.ts";

/**
 * Opens the artifact of a job. Nothing in it is believed: that it is of this run and no other is held to
 * what GitHub says of the run, and each report to the digest that the manifest gives.
 *
 * @param repository GitHub's number of the repository that the run was in
 */
export async function openArtifact(
  zip: Uint8Array,
  run: WorkflowRun,
  repository: number,
): Promise<Fact<Delivery>> {
  const unpacked = await unzip(zip);
  if (unpacked.state === "unavailable") return unpacked;
  const files = unpacked.value;
  const text = files.get(MANIFEST);
  if (text === undefined) {
    return unavailable("invalid", `it has no ${MANIFEST} at its root, which says what its reports are of`); // prettier-ignore
  }
  const manifest = parseManifest(new TextDecoder().decode(text), MANIFEST);
  if (manifest.state === "unavailable") {
    return { ...manifest, reason: `its ${MANIFEST} cannot be read: ${manifest.reason}` };
  }
  const fault = whyOfAnother(manifest.value, run, repository) ?? whyNotAsListed(manifest.value, files); // prettier-ignore
  if (fault !== undefined) return unavailable("invalid", fault);
  return known({
    manifest: manifest.value,
    digest: bytesDigest(text),
    bytes: (path) => {
      const bytes = path === MANIFEST ? undefined : files.get(path);
      return Promise.resolve(
        bytes === undefined
          ? unavailable("missing", `no job of run ${run.id} delivered ${path}`)
          : known(bytes),
      );
    },
  });
}

/** Why a manifest is of something else than the run that it came with. */
function whyOfAnother(
  { repositoryId, headSha, runId, runAttempt, workflowRef }: EvidenceManifest,
  run: WorkflowRun,
  repository: number,
): string | undefined {
  return (
    saysOf("repository", repositoryId, repository) ??
    saysOf("commit", headSha, run.headSha) ??
    saysOf("run", runId, run.id) ??
    saysOf("workflow", workflowIn(workflowRef), run.workflow) ??
    // Of an earlier one its jobs tell whether it still counts.
    (runAttempt < run.attempt ? undefined : saysOf("attempt", runAttempt, run.attempt))
  );
}

function saysOf(what: string, said: string | number, is: string | number): string | undefined {
  return said === is ? undefined : `its ${MANIFEST} speaks of ${what} ${said}, and this is ${is}`;
}

/** `acme/vision/.github/workflows/ci.yml@refs/heads/main` is one of any repository: that one goes by its number. */
function workflowIn(ref: string): string {
  return /^[^/]+\/[^/]+\/(.+?\.ya?ml)@/.exec(ref)?.[1] ?? ref;
}

/** Why the files of an artifact are not those that its manifest lists. */
function whyNotAsListed(
  { files: listed }: EvidenceManifest,
  files: ReadonlyMap<string, Uint8Array>,
): string | undefined {
  const seen = new Set<string>([MANIFEST]);
  for (const { path, sha256, bytes } of listed) {
    if (seen.has(path)) return `its ${MANIFEST} lists ${path} twice`;
    seen.add(path);
    const found = files.get(path);
    if (found === undefined) return `its ${MANIFEST} lists ${path}, which is not in it`;
    if (found.length !== bytes || bytesDigest(found) !== `sha256:${sha256}`) {
      return `${path} in it is not the file of ${bytes} bytes that its ${MANIFEST} lists: its digest is another`;
    }
  }
  const planted = [...files.keys()].find((path) => !seen.has(path));
  return planted === undefined
    ? undefined
    : `${planted} is in it, which its ${MANIFEST} does not list`;
}
