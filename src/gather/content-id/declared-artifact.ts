import type { Artifact } from "../../core/model/card.ts";
import { type Fact, known } from "../../core/model/fact.ts";
import {
  type ArtifactDeclaration,
  parseArtifactsYaml,
  parseDvcYaml,
} from "../../evidence/content/artifact-declarations.ts";
import type { View } from "../view.ts";
import { fileIn } from "./file-in.ts";
import { foldersAbove } from "./folders-above.ts";

/**
 * An artifact with the version and the path that its card leaves to the files of other tools: `dvc.yaml`
 * in a folder above its path (`artifacts.<name>.path` and `meta.version`), then GTO's `artifacts.yaml`
 * (`custom.version`). What the card says counts before them.
 */
export async function declaredArtifact(artifact: Artifact, view: View): Promise<Fact<Artifact>> {
  const isPlaced = artifact.path !== undefined || artifact.digest !== undefined;
  if ((artifact.version !== undefined && isPlaced) || artifact.registry !== undefined) {
    return known(artifact);
  }
  let declared = artifact;
  for (const folder of foldersAbove(artifact.path ?? "")) {
    const path = folder === "" ? "dvc.yaml" : `${folder}/dvc.yaml`;
    const there = await fileIn(view, path);
    if (there.state === "unavailable") return there;
    if (there.value === undefined) continue;
    const read = await view.parsed(path, parseDvcYaml);
    if (read.state === "unavailable") return read;
    declared = completed(declared, read.value.artifacts.get(artifact.name));
  }
  const there = await fileIn(view, "artifacts.yaml");
  if (there.state === "unavailable") return there;
  if (there.value === undefined) return known(declared);
  const read = await view.parsed("artifacts.yaml", parseArtifactsYaml);
  return read.state === "known" ? known(completed(declared, read.value.get(artifact.name))) : read;
}

function completed(artifact: Artifact, found: ArtifactDeclaration = {}): Artifact {
  const path = artifact.path ?? (artifact.digest === undefined ? found.path : undefined);
  const version = artifact.version ?? found.version;
  return { ...artifact, ...(path !== undefined && { path }), ...(version && { version }) };
}
