import { ApiError } from "../api-error.ts";
import type { Identity } from "./objects.ts";
import { formatIdentity, formatTree, type TreeEntry } from "./objects.ts";
import type { ObjectStore } from "./object-store.ts";

export type NewCommit = {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Identity;
  readonly committer: Identity;
  readonly message: string;
  readonly signature?: string | null;
};

/** Writes a commit object and answers its id. */
export function writeCommit(objects: ObjectStore, commit: NewCommit): string {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${formatIdentity(commit.author)}`,
    `committer ${formatIdentity(commit.committer)}`,
  ];
  const { signature } = commit;
  if (typeof signature === "string") lines.push(`gpgsig ${signature.replaceAll("\n", "\n ")}`);
  return objects.write("commit", Buffer.from(`${lines.join("\n")}\n\n${commit.message}`));
}

/** A change to one path: new content (an object id with its mode), or null to remove it. */
export type PathChange = { readonly oid: string; readonly mode: string } | null;

/** Writes the tree that `changes` make of `base`, and answers its id. */
export async function writeTree(
  objects: ObjectStore,
  base: string | undefined,
  changes: ReadonlyMap<string, PathChange>,
): Promise<string> {
  const tree = base === undefined ? undefined : await objects.tree(base);
  const entries = new Map((tree?.entries ?? []).map((entry) => [entry.name, entry]));
  const below = new Map<string, Map<string, PathChange>>();
  for (const [path, change] of changes) {
    if (/(^|\/)(\.{0,2}|\.git)(\/|$)/i.test(path)) {
      throw new ApiError(422, "tree.path contains a malformed path component");
    }
    const slash = path.indexOf("/");
    if (slash === -1) {
      if (change === null) entries.delete(path);
      else entries.set(path, { name: path, type: typeOfMode(change.mode), ...change });
      continue;
    }
    const folder = path.slice(0, slash);
    const inside = below.get(folder) ?? new Map<string, PathChange>();
    below.set(folder, inside.set(path.slice(slash + 1), change));
  }
  for (const [name, inside] of below) {
    const old = entries.get(name);
    const oid = await writeTree(objects, old?.type === "tree" ? old.oid : undefined, inside);
    const empty = (await objects.tree(oid))?.entries.length === 0;
    if (empty) entries.delete(name);
    else entries.set(name, { name, type: "tree", mode: "040000", oid });
  }
  return objects.write("tree", formatTree([...entries.values()]));
}

function typeOfMode(mode: string): TreeEntry["type"] {
  if (mode === "040000") return "tree";
  return mode === "160000" ? "commit" : "blob";
}
