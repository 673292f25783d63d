import type { TreeEntry } from "../core/model/tree.ts";
import type { EntryAnswer } from "./object-answers.ts";

/** Git's file modes (gitformat-index): a symbolic link and a link to another repository. */
const LINK = 0o120000;
const SUBMODULE = 0o160000;

/** An entry as GitHub answers it, under a folder's path (`""` for names without one). */
export function treeEntry(entry: EntryAnswer, folder: string): TreeEntry {
  return {
    path: folder === "" ? entry.name : `${folder}/${entry.name}`,
    type:
      entry.mode === LINK
        ? "link"
        : entry.mode === SUBMODULE || entry.type === "commit"
          ? "submodule"
          : entry.type === "tree"
            ? "tree"
            : "blob",
    id: entry.oid,
    size: entry.size,
  };
}

/** Every file of an answer that nests folders, by its full path. */
export function flattened(entries: readonly EntryAnswer[], folder: string): TreeEntry[] {
  return entries.flatMap((entry) => {
    const below = entry.object?.entries;
    const own = treeEntry(entry, folder);
    return below ? flattened(below, own.path) : [own];
  });
}
