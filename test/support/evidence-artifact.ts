import { createHash } from "node:crypto";
import type { EvidenceManifest, WorkflowRun } from "../../src/core/model/ci-report.ts";
import { MANIFEST, writeManifest } from "../../src/evidence/manifest.ts";
import { makeZip, type ZippedFile } from "./make-zip.ts";

const MADE_AT = "2026-06-01T11:00:00Z";

/** The manifest that a run writes of its reports: text by path. */
export function manifestOf(
  run: WorkflowRun,
  repository: number,
  reports: Readonly<Record<string, string>>,
): EvidenceManifest {
  return {
    repositoryId: repository,
    headSha: run.headSha,
    checkedOutSha: run.headSha,
    treeSha: run.headSha,
    runId: run.id,
    runAttempt: run.attempt,
    workflowRef: `acme/scanner/${run.workflow}@refs/heads/main`,
    files: Object.entries(reports).map(([path, text]) => ({
      path,
      sha256: createHash("sha256").update(text).digest("hex"),
      bytes: Buffer.byteLength(text),
    })),
  };
}

/** SHA-256 of the file that a manifest is written to. */
export function manifestDigest(manifest: EvidenceManifest): string {
  return createHash("sha256").update(writeManifest(manifest, MADE_AT)).digest("hex");
}

/** The archive of a job: its manifest and its reports, or other files in their place. */
export function evidenceZip(
  manifest: EvidenceManifest,
  reports: Readonly<Record<string, string>>,
  more: readonly ZippedFile[] = [],
): Uint8Array {
  return makeZip([
    { name: MANIFEST, content: writeManifest(manifest, MADE_AT) },
    ...Object.entries(reports).map(([name, content]) => ({ name, content })),
    ...more,
  ]);
}
