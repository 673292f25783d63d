import { isAbsolute, join } from "node:path";
import { runArtifactClient } from "../client/run-artifact-client.ts";
import type { JobState, StepEnd } from "../run/job-state.ts";
import { failed, inputsWith } from "./inputs.ts";

/** `actions/download-artifact`: one artifact of the run by name, or each into a folder of its own. */
export async function downloadArtifact(
  job: JobState,
  given: Readonly<Record<string, string>>,
): Promise<StepEnd> {
  const inputs = inputsWith("actions/download-artifact", given, { name: "", path: "." });
  const path = isAbsolute(inputs.path) ? inputs.path : join(job.workspace, inputs.path);
  const names = inputs.name === "" ? await allNames(job) : [inputs.name];
  for (const name of names) {
    const into = inputs.name === "" ? join(path, name) : path;
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
