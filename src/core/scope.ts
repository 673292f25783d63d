import type { ComponentPolicy } from "./model/policy.ts";
import type { ChangedFile } from "./model/tree.ts";
import { compileGlobs } from "./source/glob.ts";
import { indexPaths } from "./source/path-index.ts";

/** Which paths of one component a pull request changes. */
export interface Touch {
  /** Paths whose change is a change of content. */
  readonly content: readonly string[];
  /** The component's records under `.mltrl` and paths it ignores. */
  readonly records: readonly string[];
}

/** Folders of `.mltrl` whose files or subfolders are named for a component. */
const RECORDS_OF_COMPONENT =
  /^\.mltrl\/(?:(?:cards|requirements|ethics)\/([a-z0-9-]+)\.[A-Za-z]+|(?:documents|evidence|decisions|reviews|switchbacks|hotfixes)\/([a-z0-9-]+)\/.+)$/;

/** The component whose record a path is, if it is one. */
export function recordOwner(path: string): string | undefined {
  const match = RECORDS_OF_COMPONENT.exec(path);
  return match?.[1] ?? match?.[2];
}

/** Finds out, component by component, what a pull request touches. Components it leaves alone are absent. */
export function touches(
  components: readonly ComponentPolicy[],
  changedFiles: readonly ChangedFile[],
): Map<string, Touch> {
  const paths = changedFiles.flatMap(({ path, previousPath }) =>
    previousPath === undefined ? [path] : [path, previousPath],
  );
  const index = indexPaths(paths);
  const records = Map.groupBy(paths, recordOwner);
  const touched = new Map<string, Touch>();
  for (const component of components) {
    const ignores = compileGlobs(component.ignore);
    const own = index.matching(component.paths);
    const touch = {
      content: own.filter((path) => !ignores(path) && !path.startsWith(".mltrl/")),
      records: [...(records.get(component.id) ?? []), ...own.filter(ignores)],
    };
    if (touch.content.length + touch.records.length > 0) touched.set(component.id, touch);
  }
  return touched;
}

/** Components that depend on any of these, at any distance: what they build on changes. */
export function dependents(
  components: readonly ComponentPolicy[],
  ids: ReadonlySet<string>,
): Set<string> {
  return around(components, ids, ({ dependsOn }) => dependsOn);
}

/** File endings that trained models are kept under. */
const MODEL_FILE =
  /\.(onnx|pt|pth|ckpt|safetensors|h5|hdf5|keras|pb|tflite|mlmodel|joblib|pkl|pickle|gguf|bin|npz)$/i;

/** Changed model files that no component owns. */
export function uncoveredModels(
  components: readonly ComponentPolicy[],
  changedFiles: readonly ChangedFile[],
): string[] {
  const models = changedFiles
    .filter(({ status, path }) => status !== "removed" && MODEL_FILE.test(path))
    .map(({ path }) => path);
  const index = indexPaths(models);
  const owned = new Set(components.flatMap(({ paths }) => index.matching(paths)));
  return models.filter((path) => !owned.has(path));
}

/** The systems that contain any of these components, at any depth. */
export function systemsAround(
  components: readonly ComponentPolicy[],
  ids: ReadonlySet<string>,
): Set<string> {
  return around(components, ids, ({ parts }) => parts);
}

/** Everything that leads to one of these, step by step. */
function around(
  components: readonly ComponentPolicy[],
  ids: ReadonlySet<string>,
  namesOf: (component: ComponentPolicy) => readonly string[],
): Set<string> {
  const found = new Set<string>();
  const inside = (id: string): boolean => ids.has(id) || found.has(id);
  for (let grown = true; grown;) {
    const next = components.filter(
      (component) => !found.has(component.id) && namesOf(component).some(inside),
    );
    for (const { id } of next) found.add(id);
    grown = next.length > 0;
  }
  return found;
}
