import { globSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { runArtifactClient } from "../client/run-artifact-client.ts";
import type { JobState, StepEnd } from "../run/job-state.ts";
import { annotate, failed, inputsWith } from "./inputs.ts";

/** `actions/upload-artifact`: finds the files as the real one does, and hands them to GitHub's own client. */
export async function uploadArtifact(
  job: JobState,
  given: Readonly<Record<string, string>>,
): Promise<StepEnd> {
  const inputs = inputsWith("actions/upload-artifact", given, {
    name: "artifact",
    path: "",
    "if-no-files-found": "warn",
    "retention-days": "",
    "compression-level": "6",
    overwrite: "false",
    "include-hidden-files": "false",
  });
  const { files, root } = findFiles(
    job.workspace,
    inputs.path,
    inputs["include-hidden-files"] === "true",
  );
  if (files.length === 0) return none(job, inputs["if-no-files-found"], inputs.path);
  const days = inputs["retention-days"];
  const { result, error, log } = await runArtifactClient(job, {
    upload: {
      name: inputs.name,
      files,
      root,
      overwrite: inputs.overwrite === "true",
      compressionLevel: Number(inputs["compression-level"]),
      ...(days === "" ? {} : { retentionDays: Number(days) }),
    },
  });
  job.log.push(...log.split("\n"));
  if (error !== undefined) return failed(job, error);
  const { id, digest } = result as { id: number; digest: string };
  const github = job.contexts["github"] as Readonly<Record<string, string>>;
  const page = `${github["server_url"]}/${github["repository"]}/actions/runs/${github["run_id"]}`;
  return {
    succeeded: true,
    outputs: {
      "artifact-id": String(id),
      "artifact-digest": digest,
      "artifact-url": `${page}/artifacts/${id}`,
    },
  };
}

function none(job: JobState, wanted: string, path: string): StepEnd {
  const message = `No files were found with the provided path: ${path}. No artifacts will be uploaded.`;
  if (wanted === "error") return failed(job, message);
  if (wanted === "warn") annotate(job, "warning", message);
  return { succeeded: true, outputs: {} };
}

/** The files of some patterns, and the folder from which their paths in the artifact count. */
function findFiles(
  workspace: string,
  patterns: string,
  hidden: boolean,
): { files: string[]; root: string } {
  const lines = patterns
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const absolute = (path: string): string => (isAbsolute(path) ? path : join(workspace, path));
  const wanted = lines.filter((line) => !line.startsWith("!")).map(absolute);
  const unwanted = lines
    .filter((line) => line.startsWith("!"))
    .map((line) => absolute(line.slice(1)));
  const excluded = new Set(unwanted.flatMap(filesAt));
  const files = [...new Set(wanted.flatMap(filesAt))].filter((file) => !excluded.has(file));
  const starts = wanted.map(searchPath);
  const [only] = files;
  const root =
    files.length === 1 && starts.length === 1 && only !== undefined && only === starts[0]
      ? dirname(only)
      : leastCommon(starts.map((path) => (isFile(path) ? dirname(path) : path)));
  const isHidden = (file: string): boolean =>
    starts.every((start) =>
      relative(isFile(start) ? dirname(start) : start, file)
        .split(sep)
        .some((part) => part.startsWith(".") && part !== ".."),
    );
  return { files: hidden ? files : files.filter((file) => !isHidden(file)), root };
}

function filesAt(pattern: string): string[] {
  return globSync([pattern, `${pattern.replace(/\/$/, "")}/**`])
    .filter(isFile)
    .toSorted();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Up to the first part with a wildcard. */
function searchPath(pattern: string): string {
  const parts = pattern.replace(/\/$/, "").split("/");
  const wild = parts.findIndex((part) => /[*?[]/.test(part));
  return parts.slice(0, wild < 0 ? parts.length : wild).join("/");
}

function leastCommon(paths: readonly string[]): string {
  const [first = "", ...others] = paths;
  let common = first.split("/");
  for (const other of others) {
    const parts = other.split("/");
    const end = common.findIndex((part, index) => part !== parts[index]);
    if (end >= 0) common = common.slice(0, end);
  }
  return common.join("/") || "/";
}
