import type { ArtifactContent, ContentPart } from "../../core/model/artifact-content.ts";
import { type Fact, known } from "../../core/model/fact.ts";
import type { TreeEntry } from "../../core/model/tree.ts";
import { literalPattern } from "../../core/source/glob.ts";
import { parseMlmodel } from "../../evidence/content/mlmodel.ts";
import type { View } from "../view.ts";

/** A model as MLflow saves it: the files of the folder, and of `MLmodel` what is not of one saving. */
export async function mlflowContent(
  { path }: TreeEntry,
  view: View,
): Promise<Fact<ArtifactContent>> {
  const folder = path.slice(0, -"MLmodel".length);
  const [mlmodel, files] = await Promise.all([
    view.parsed(path, parseMlmodel),
    folder === "" ? view.root() : view.files([`${literalPattern(folder)}**`]),
  ]);
  if (mlmodel.state === "unavailable") return mlmodel;
  if (files.state === "unavailable") return files;
  const parts = files.value
    .filter((file) => file.path !== path && file.type === "blob")
    .map((file): [string, ContentPart] => [
      file.path.slice(folder.length),
      {
        checksum: file.id,
        path: file.path,
        ...(file.size !== undefined && { size: file.size }),
      },
    ]);
  return known({
    source: "mlmodel",
    parts: new Map([...parts, ["MLmodel", { checksum: mlmodel.value.digest }]]),
    structure: mlmodel.value.signature,
  });
}
