import { type Fact, mapFact } from "../../core/model/fact.ts";
import type { TreeEntry } from "../../core/model/tree.ts";
import { literalPattern } from "../../core/source/glob.ts";
import type { View } from "../view.ts";

/** The file at a path, if there is one. For a file of the root folder the whole tree is not read. */
export async function fileIn(view: View, path: string): Promise<Fact<TreeEntry | undefined>> {
  const entries = path.includes("/") ? await view.files([literalPattern(path)]) : await view.root();
  return mapFact(entries, (all) => all.find((each) => each.path === path && each.type === "blob"));
}
