import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { Tag } from "../core/model/version-tag.ts";
import type { ObjectReader } from "./object-reader.ts";
import type { Git } from "./run-git.ts";

/** A branch or a tag. */
export interface Ref {
  readonly name: string;
  readonly type: string;
  readonly id: string;
  /** What an annotated tag leads to. */
  readonly peeledType: string;
  readonly peeledId: string;
  /** Where a symbolic reference leads. */
  readonly target: string;
  /** When an annotated tag was made, in seconds since 1970; empty for anything else. */
  readonly taggedAt: string;
}

const FORMAT =
  "%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(symref) %(taggerdate:unix) %(refname)";

type Fields = [string, string, string, string, string, string, string];

/** Every reference of these names, and every one below a name that ends with a slash. */
export async function readRefs(git: Git, names: readonly string[]): Promise<Fact<readonly Ref[]>> {
  const output = await git(["for-each-ref", `--format=${FORMAT}`, "--", ...names]);
  return mapFact(output, (bytes) =>
    bytes
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const [type, id, peeledType, peeledId, target, taggedAt, name] = line.split(" ") as Fields;
        return { type, id, peeledType, peeledId, target, taggedAt, name };
      }),
  );
}

/** The tags among references that lead to a commit. */
export async function tagsOf(
  refs: readonly Ref[],
  objects: ObjectReader,
): Promise<Fact<readonly Tag[]>> {
  const tags: Tag[] = [];
  for (const ref of refs) {
    if (!ref.name.startsWith("refs/tags/")) continue;
    const commit = await commitOf(ref, objects);
    if (commit.state === "unavailable") return commit;
    if (commit.value === undefined) continue;
    const name = ref.name.slice("refs/tags/".length);
    const taggedAt = Number(ref.taggedAt);
    tags.push({
      name,
      commit: commit.value,
      annotated: ref.type === "tag",
      ...(taggedAt > 0 && { taggedAt }),
    });
  }
  return known(tags);
}

/** A tag of a tag leads on; one of a folder or a file is no version of anything. */
async function commitOf(
  { type, id, peeledType, peeledId }: Ref,
  objects: ObjectReader,
): Promise<Fact<string | undefined>> {
  if (type === "commit") return known(id);
  if (peeledType === "commit") return known(peeledId);
  if (peeledType !== "tag") return known(undefined);
  return mapFact(await objects.read(`${id}^{commit}`), (object) => object?.id);
}
