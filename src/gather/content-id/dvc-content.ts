import type { ArtifactContent } from "../../core/model/artifact-content.ts";
import { type Fact, known, unavailable } from "../../core/model/fact.ts";
import type { TreeEntry } from "../../core/model/tree.ts";
import { parseDvcYaml } from "../../evidence/content/artifact-declarations.ts";
import { parseDvcFile, parseDvcLock } from "../../evidence/content/dvc-outputs.ts";
import { joined } from "../../evidence/content/joined-path.ts";
import type { View } from "../view.ts";
import { fileIn } from "./file-in.ts";
import { foldersAbove } from "./folders-above.ts";

/** What a `.dvc` file says that it stands for. */
export async function trackedContent(
  { path }: TreeEntry,
  view: View,
): Promise<Fact<ArtifactContent>> {
  const outputs = await view.parsed(path, parseDvcFile);
  if (outputs.state === "unavailable") return outputs;
  const parts = outputs.value.map(
    ({ path: name, checksum, hashing }) =>
      [outputs.value.length === 1 ? "" : name, { checksum, ...(hashing && { hashing }) }] as const,
  );
  return known({ source: "dvc", parts: new Map(parts) });
}

/**
 * What a pipeline of DVC made at a path that is not in git: the lock of the nearest folder that knows
 * the path. An output that only contains the path, or lies in it, does not tell of the path itself.
 */
export async function lockedContent(
  path: string,
  view: View,
): Promise<Fact<ArtifactContent | undefined>> {
  for (const folder of foldersAbove(path)) {
    const found = await lockedIn(folder, path, view);
    if (found.state === "unavailable" || found.value !== undefined) return found;
  }
  return known(undefined);
}

async function lockedIn(
  folder: string,
  path: string,
  view: View,
): Promise<Fact<ArtifactContent | undefined>> {
  const lock = joined(folder, "dvc.lock");
  const there = await fileIn(view, lock);
  if (there.state === "unavailable") return there;
  if (there.value === undefined) return known(undefined);
  const stages = await view.parsed(lock, parseDvcLock);
  if (stages.state === "unavailable") return stages;
  const pipeline = await view.parsed(joined(folder, "dvc.yaml"), parseDvcYaml);
  const directories: ReadonlyMap<string, string> =
    pipeline.state === "known" ? pipeline.value.workingDirectories : new Map();
  const outputs = [...stages.value].flatMap(([stage, made]) => {
    // The runs of a stage that is written once for many are locked as `train@lung`.
    const directory = directories.get(stage.replace(/@.*$/s, "")) ?? folder;
    return made.map((output) => ({ ...output, path: joined(directory, output.path) }));
  });
  const own = outputs.find((output) => output.path === path);
  if (own !== undefined) {
    const { checksum, hashing = "" } = own;
    return known({ source: "dvc.lock", parts: new Map([["", { checksum, hashing }]]) });
  }
  const around = outputs.find(
    (output) => path.startsWith(`${output.path}/`) || output.path.startsWith(`${path}/`),
  );
  return around === undefined
    ? known(undefined)
    : unavailable(
        "invalid",
        `${path} is not an output of ${lock} of its own, only ${around.path} is: give that path, or make ${path} an output`,
        { path: lock },
      );
}
