import { type Fact, known, mapFact, unavailable, type Unavailable } from "../core/model/fact.ts";
import type { EvidencePolicy } from "../core/model/policy.ts";
import {
  PRESET_NAMES,
  STRUCTURED_FORMATS,
  type StructuredFormat,
} from "../core/model/structured-report.ts";
import type { TreeEntry } from "../core/model/tree.ts";
import { canName } from "./deployed-evidence.ts";
import { entriesMatching, pathsIn } from "./paths-in.ts";
import type { View } from "./view.ts";

/** Where reports are looked for: a state of the repository, and the component's id in it. */
export interface Where {
  readonly view: View;
  readonly component: string;
}

const FORMATS: ReadonlyMap<string, StructuredFormat> = new Map([
  ["json", "json"],
  ["yml", "yaml"],
  ["yaml", "yaml"],
  ["jsonl", "jsonl"],
]);

/** The files that the policy declares as a report. */
export async function declaredFiles(
  view: View,
  evidence: EvidencePolicy,
): Promise<Fact<readonly TreeEntry[]>> {
  const fault = whyNotStructured(evidence);
  if (fault !== undefined) return fault;
  const { files } = evidence;
  const committed = entriesMatching(view.records, files);
  const elsewhere = files.filter((pattern) => !pattern.startsWith(".mltrl/"));
  if (elsewhere.length === 0) return known(committed);
  return mapFact(await view.files(elsewhere), (entries) => [...committed, ...entries]);
}

/** `drift.json`, and for deployed versions `drift@1.2.0.json`. */
export function ownFiles({ view, component }: Where, name: string): TreeEntry[] {
  const folder = `.mltrl/evidence/${component}`;
  const paths = pathsIn(view.records, folder);
  const named = pathsByName.get(paths) ?? Map.groupBy(paths, (path) => nameOf(path, folder));
  pathsByName.set(paths, named);
  return (named.get(name) ?? [])
    .map((path) => view.records.get(path))
    .filter((entry) => entry !== undefined);
}

/** The files of a folder by the name that rules ask for; dozens of rules ask. */
const pathsByName = new WeakMap<readonly string[], Map<string | undefined, string[]>>();

/** Undefined where a file is of no format that is read, or of a version that cannot be one. */
function nameOf(path: string, folder: string): string | undefined {
  if (formatOf(path) === undefined) return undefined;
  const [name, version] = stemOf(path, folder).split(/@(.*)/s);
  return version === undefined || canName(version) ? name : undefined;
}

/** Why what the policy says of a report cannot be what a rule asks for. */
export function whyNotStructured({ name, format }: EvidencePolicy): Unavailable | undefined {
  return [...STRUCTURED_FORMATS, ...PRESET_NAMES].some((each) => each === format)
    ? undefined
    : unavailable(
        "invalid",
        `the policy says that "${name}" is ${format}; a rule asks it for JSON, YAML or JSON lines`,
      );
}

/** By the ending of a file; undefined where it is none that is read. */
export function formatOf(path: string): StructuredFormat | undefined {
  return FORMATS.get(path.slice(path.lastIndexOf(".") + 1));
}

/** The name of a file without its ending. */
export function stemOf(path: string, folder: string): string {
  return path.slice(folder.length + 1, path.lastIndexOf("."));
}
