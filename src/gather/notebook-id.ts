import { type Fact, known } from "../core/model/fact.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import { MAX_NOTEBOOK_BYTES, notebookDigest } from "../evidence/notebook.ts";
import { parseOnce } from "./parse-once.ts";
import type { View } from "./view.ts";

/** Whether a file is a Jupyter notebook by its name. */
export function isNotebook({ path }: Pick<TreeEntry, "path">): boolean {
  return path.endsWith(".ipynb");
}

/**
 * The id of a notebook without its outputs, so that running it changes nothing. A file that only has the
 * name of one, or is too large, is what its bytes are.
 */
export async function notebookId(notebook: TreeEntry, view: View): Promise<Fact<string>> {
  const { path, id, size = 0 } = notebook;
  if (size > MAX_NOTEBOOK_BYTES) return known(id);
  const bytes = await view.bytes(path);
  if (bytes.state === "unavailable") return bytes;
  if (bytes.value.length > MAX_NOTEBOOK_BYTES) return known(id);
  const digest = parseOnce(bytes.value, path, notebookDigest);
  return known(digest.state === "known" ? `notebook ${digest.value}` : id);
}
