import { isAbsolute, join, matchesGlob } from "node:path";
import { runArtifactClient } from "../client/run-artifact-client.ts";
import type { JobState, StepEnd } from "../run/job-state.ts";
import { failed, inputsWith } from "./inputs.ts";

/**
 * `actions/download-artifact`: one artifact of the run by name; or all, or those whose names a pattern
 * matches, each into a folder of its own unless they are merged.
 */
export async function downloadArtifact(
  job: JobState,
  given: Readonly<Record<string, string>>,
): Promise<StepEnd> {
  const inputs = inputsWith("actions/download-artifact", given, {
    name: "",
    path: ".",
    pattern: "*",
    "merge-multiple": "false",
  });
  const path = isAbsolute(inputs.path) ? inputs.path : join(job.workspace, inputs.path);
  const all = inputs.name === "" ? await allNames(job) : [inputs.name];
  const names = all.filter((name) => inputs.name !== "" || matchesGlob(name, inputs.pattern));
  const apart = inputs.name === "" && inputs["merge-multiple"] !== "true";
  for (const name of names) {
    const into = apart ? join(path, name) : path;
    const { error, log } = await runArtifactClient(job, { download: { name, path: into } });
    job.log.push(...log.split("\n"));
    if (error !== undefined) return failed(job, `Unable to download artifact(s): ${error}`);
  }
  return { succeeded: true, outputs: { "download-path": path } };
}

async function allNames(job: JobState): Promise<string[]> {
  const { result } = await runArtifactClient(job, { list: { latest: true } });
  return (result as { artifacts: { name: string }[] }).artifacts.map(({ name }) => name);
}
