import type { ComponentPolicy } from "../core/model/policy.ts";
import { compileGlobs, literalFolders } from "../core/source/glob.ts";
import { contentOf } from "./files.ts";
import type { View } from "./view.ts";

/**
 * Whether a component has only moved: the policy gives it other paths, and below them lies what lay below
 * the old ones, file for file. What cannot be read has not been shown to be the same.
 */
export async function hasOnlyMoved(
  before: { readonly component: ComponentPolicy; readonly view: View },
  after: { readonly component: ComponentPolicy; readonly view: View },
): Promise<boolean> {
  const [from, to] = [before.component.paths, after.component.paths];
  if (from.length !== to.length || from.every((pattern, i) => pattern === to[i])) return false;
  const [old, now] = await Promise.all([placed(before), placed(after)]);
  return old !== undefined && now !== undefined && old.length > 0 && old.join() === now.join();
}

/** Each file by the pattern that holds it, its path below that pattern's folder, and its content. */
async function placed({
  component,
  view,
}: {
  readonly component: ComponentPolicy;
  readonly view: View;
}): Promise<string[] | undefined> {
  const files = await contentOf(component, view);
  if (files.state === "unavailable") return undefined;
  const patterns = component.paths.map((pattern, i) => ({
    i,
    matches: compileGlobs([pattern]),
    folder: literalFolders([pattern])[0] ?? "",
  }));
  return files.value
    .map(({ path, id }) => {
      const holder = patterns.find(({ matches }) => matches(path));
      return JSON.stringify([holder?.i, path.slice(holder?.folder.length ?? 0), id]);
    })
    .toSorted();
}
