import * as z from "zod";
import type { EvidenceManifest } from "../core/model/ci-report.ts";
import { type Fact, mapFact } from "../core/model/fact.ts";
import { readYaml } from "./read-yaml.ts";

/** The manifest's name, at the root of the artifact. */
export const MANIFEST = "mltrl-evidence.json";
/** What the names of artifacts with a manifest begin with; the name of the job follows. */
export const ARTIFACT = "mltrl-evidence-";

/** As many reports as one job may deliver, and as many bytes: the App opens no artifact that holds more. */
export const MAX_FILES = 1000;
export const MAX_BYTES = 100 * 1024 * 1024;
/** A manifest of so many reports with long paths, in bytes. */
const MAX_LENGTH = 1024 * 1024;

const commit = z.string().regex(/^[0-9a-f]{40,64}$/, "must be an object id of git");
const id = z.int().min(1);

const file = z.strictObject({
  path: z
    .string()
    .min(1)
    .refine((path) => isInside(path), "must be relative, without `..` and without backslashes")
    .describe("From the root of the repository; the same path leads to it in the artifact"),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  bytes: z.int().min(0).describe("Size in bytes"),
  format: z.string().optional().describe("As `format` under `evidence` names it"),
  component: z.string().optional().describe("The component that it speaks of, where it is one"),
});

/** What a run delivers beside its reports. The JSON Schema under `schemas/` is generated from it. */
export const manifestSchema = z.strictObject({
  version: z.literal(1).describe("Of this format"),
  "repository-id": id.describe("GitHub's number of the repository"),
  "head-sha": commit.describe("The head that the run is about"),
  "checked-out-sha": commit.describe("What was checked out; of a pull request often its merge"),
  "tree-sha": commit.describe("The tree of what was checked out"),
  "run-id": id,
  "run-attempt": id,
  "workflow-ref": z.string().min(1).describe("`owner/name/.github/workflows/ci.yml@ref`"),
  "created-at": z.iso.datetime(),
  files: z.array(file).max(MAX_FILES),
});

/** Reads the manifest of an artifact. */
export function parseManifest(text: string, path: string): Fact<EvidenceManifest> {
  return mapFact(readYaml(manifestSchema, text, path, { maxBytes: MAX_LENGTH }), ({ value }) => ({
    repositoryId: value["repository-id"],
    headSha: value["head-sha"],
    checkedOutSha: value["checked-out-sha"],
    treeSha: value["tree-sha"],
    runId: value["run-id"],
    runAttempt: value["run-attempt"],
    workflowRef: value["workflow-ref"],
    files: value.files.map(({ path: at, sha256, bytes, format, component }) => ({
      path: at,
      sha256,
      bytes,
      ...(format !== undefined && { format }),
      ...(component !== undefined && { component }),
    })),
  }));
}

/** The text of a manifest; reads back as the same manifest. */
export function writeManifest(manifest: EvidenceManifest, createdAt: string): string {
  const { repositoryId, headSha, checkedOutSha, treeSha, runId, runAttempt, workflowRef, files } =
    manifest;
  return `${JSON.stringify(
    {
      version: 1,
      "repository-id": repositoryId,
      "head-sha": headSha,
      "checked-out-sha": checkedOutSha,
      "tree-sha": treeSha,
      "run-id": runId,
      "run-attempt": runAttempt,
      "workflow-ref": workflowRef,
      "created-at": createdAt,
      files: [...files],
    } satisfies z.input<typeof manifestSchema>,
    undefined,
    2,
  )}\n`;
}

/** Whether a path stays below the folder that it is unpacked in. */
export function isInside(path: string): boolean {
  const parts = path.split("/");
  return !/[\\\0]|^[A-Za-z]:/.test(path) && parts.every((part) => !["", ".", ".."].includes(part));
}
