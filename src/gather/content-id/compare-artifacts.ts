import type {
  ArtifactContent,
  ContentChange,
  ContentPart,
} from "../../core/model/artifact-content.ts";
import { type Fact, known } from "../../core/model/fact.ts";
import { digestOf } from "../../core/source/digest.ts";
import { compareContent } from "../../evidence/content/compare-content.ts";
import { parseDvcFile } from "../../evidence/content/dvc-outputs.ts";
import { MAX_POINTER_BYTES, parseLfsPointer } from "../../evidence/content/lfs-pointer.ts";
import { isNotebook, notebookId } from "../notebook-id.ts";
import type { View } from "../view.ts";

/** Of more files than this nobody asks what their change means: they changed. */
const MAX_READ = 200;

/** Content, and the state of the repository where it can be read. */
export interface Located {
  readonly content: ArtifactContent;
  readonly view: View;
}

/**
 * How content differs from what it was. Files in git are told apart by their blobs; only where those
 * differ is read whether they are pointers, notebooks or files of DVC, which may differ and mean the same.
 */
export async function compareArtifacts(
  before: Located,
  after: Located,
): Promise<Fact<ContentChange>> {
  const [was, is] = [before.content, after.content];
  const differing = [...new Set([...was.parts.keys(), ...is.parts.keys()])].filter(
    (name) => was.parts.get(name)?.checksum !== is.parts.get(name)?.checksum,
  );
  if (differing.length > MAX_READ) return known(compareContent(was, is));
  const [then, now] = await Promise.all([
    withMeanings(before, differing),
    withMeanings(after, differing),
  ]);
  if (then.state === "unavailable") return then;
  return now.state === "known" ? known(compareContent(then.value, now.value)) : now;
}

async function withMeanings(
  { content, view }: Located,
  names: readonly string[],
): Promise<Fact<ArtifactContent>> {
  const parts = new Map(content.parts);
  const read = await Promise.all(
    names.map(async (name) => {
      const part = parts.get(name);
      return part?.path === undefined
        ? undefined
        : { name, part: await meaningOf(part, part.path, view) };
    }),
  );
  for (const each of read) {
    if (each?.part.state === "unavailable") return each.part;
    if (each?.part.state === "known") parts.set(each.name, each.part.value);
  }
  return known({ ...content, parts });
}

async function meaningOf(part: ContentPart, path: string, view: View): Promise<Fact<ContentPart>> {
  if (isNotebook({ path })) {
    const id = await notebookId({ path, id: part.checksum, type: "blob", ...part }, view);
    return id.state === "known" ? known({ ...part, checksum: id.value }) : id;
  }
  if (path.endsWith(".dvc")) {
    const outputs = await view.parsed(path, parseDvcFile);
    // A file of another kind may have this ending; it is what its bytes are.
    if (outputs.state === "unavailable") return outputs.cause === "invalid" ? known(part) : outputs;
    const checksums = outputs.value.map((each) => [each.path, each.checksum] as const);
    const hashing = [...new Set(outputs.value.map((each) => each.hashing))].join(", ");
    return known({ checksum: digestOf(checksums), hashing });
  }
  if ((part.size ?? 0) > MAX_POINTER_BYTES) return known(part);
  const bytes = await view.bytes(path);
  if (bytes.state === "unavailable") return bytes;
  const pointer = parseLfsPointer(bytes.value);
  return known(
    pointer === undefined
      ? part
      : { checksum: pointer.oid, hashing: "Git LFS", size: pointer.size },
  );
}
