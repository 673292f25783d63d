import type { TreeEntry } from "../core/model/tree.ts";
import type { EntryAnswer } from "./object-answers.ts";
import type { ObjectCache } from "./caches/object-cache.ts";
import { treeEntry } from "./tree-entries.ts";

/** Keeps a folder and every folder that came with it. */
export function keepNested(
  id: string,
  entries: readonly EntryAnswer[],
  repository: number,
  cache: ObjectCache,
): readonly TreeEntry[] {
  for (const entry of entries) {
    if (entry.object?.entries) keepNested(entry.oid, entry.object.entries, repository, cache);
  }
  const own = entries.map((entry) => treeEntry(entry, ""));
  cache.keepTree(repository, id, own);
  return own;
}
