import { type Fact, known, mapFact } from "../core/model/fact.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import { compileGlobs } from "../core/source/glob.ts";
import { digestOf } from "../core/source/digest.ts";
import type { GatherContext } from "./context.ts";
import { isNotebook, notebookId } from "./notebook-id.ts";
import type { View } from "./view.ts";
import type { ComponentPolicy } from "../core/model/policy.ts";

/** Files under the component's paths. */
export function gatherFiles({
  component,
  view,
}: GatherContext): Promise<Fact<readonly TreeEntry[]>> {
  return view.files(component.paths);
}

/** Files in the root folder of the repository. */
export function gatherRootFiles({ view }: GatherContext): Promise<Fact<readonly TreeEntry[]>> {
  return view.root();
}

/** What the component consists of: its files without those it ignores, and without records of the gate. */
export async function contentOf(
  component: ComponentPolicy,
  view: View,
): Promise<Fact<readonly TreeEntry[]>> {
  const ignored = compileGlobs(component.ignore);
  return mapFact(await view.files(component.paths), (files) =>
    files.filter(({ path }) => !ignored(path) && !path.startsWith(".mltrl/")),
  );
}

/** What the component's content is told by: paths, and ids that running a notebook does not change. */
export async function contentIds(
  component: ComponentPolicy,
  view: View,
): Promise<Fact<readonly (readonly [path: string, id: string])[]>> {
  const files = await contentOf(component, view);
  if (files.state === "unavailable") return files;
  const notebooks = new Map(
    await Promise.all(
      files.value
        .filter(isNotebook)
        .map(async (file) => [file.path, await notebookId(file, view)] as const),
    ),
  );
  const lost = [...notebooks.values()].find((id) => id.state === "unavailable");
  if (lost?.state === "unavailable") return lost;
  return known(
    files.value.map(({ path, id }) => {
      const own = notebooks.get(path);
      return [path, own?.state === "known" ? own.value : id];
    }),
  );
}

/** Digests by view and component: every report asks for the digest of the content that it speaks of. */
const digests = new WeakMap<View, WeakMap<ComponentPolicy, Promise<Fact<string>>>>();

/** The digest of a component's content: what evidence is stamped with. */
export function contentDigest(component: ComponentPolicy, view: View): Promise<Fact<string>> {
  const ofView = digests.get(view) ?? new WeakMap<ComponentPolicy, Promise<Fact<string>>>();
  digests.set(view, ofView);
  const digest =
    ofView.get(component) ?? contentIds(component, view).then((ids) => mapFact(ids, digestOf));
  ofView.set(component, digest);
  return digest;
}
