import { type Fact, known } from "../core/model/fact.ts";
import type { Tag } from "../core/model/version-tag.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { Git } from "./run-git.ts";

/** Every tag that leads to a commit. */
export async function readTags(git: Git, objects: ObjectReader): Promise<Fact<readonly Tag[]>> {
  const output = await git([
    "for-each-ref",
    "--format=%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(refname)",
    "refs/tags",
  ]);
  if (output.state === "unavailable") return output;
  const tags: Tag[] = [];
  for (const line of output.value.toString("utf8").split("\n")) {
    const [type, id, peeledType, peeledId, ...name] = line.split(" ");
    if (type === undefined || id === undefined || name.length === 0) continue;
    const annotated = type === "tag";
    const target = annotated ? peeledType : type;
    const commit =
      target === "commit" ? known(annotated ? peeledId : id) : await peeled(objects, target, id);
    if (commit.state === "unavailable") return commit;
    if (commit.value === undefined) continue;
    tags.push({ name: name.join(" ").slice("refs/tags/".length), commit: commit.value, annotated });
  }
  return known(tags);
}

/** A tag of a tag leads on; one of a folder or a file is no version of anything. */
async function peeled(
  objects: ObjectReader,
  type: string | undefined,
  id: string,
): Promise<Fact<string | undefined>> {
  if (type !== "tag") return known(undefined);
  const object = await objects.read(`${id}^{commit}`);
  return object.state === "known" ? known(object.value?.id) : object;
}
