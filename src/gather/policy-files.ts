import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Parsed, Problem } from "../core/model/problem.ts";
import { type LocatedYaml, parseYaml } from "../core/source/yaml.ts";
import { CONFIG_PATH } from "./policy.ts";
import { pathsIn } from "./paths-in.ts";
import type { View } from "./view.ts";

/** Where checklists of a repository's own stand that filled-in ones are measured against. */
export const CHECKLISTS_FOLDER = ".mltrl/checklists";

/** Room for a list of a thousand items. */
const MAX_BYTES = 262_144;

/** Where profiles of a repository's own stand. */
export const PROFILES_FOLDER = ".mltrl/profiles";

/** Where an organisation's policy stands in the repository that holds it. */
export const ORGANIZATION_PATH = ".mltrl/organization.yml";

/** Whether a file is part of what is asked for. Waivers are not: they have approvers of their own. */
export function isPolicyFile(path: string): boolean {
  return (
    path === CONFIG_PATH ||
    path === ORGANIZATION_PATH ||
    [CHECKLISTS_FOLDER, PROFILES_FOLDER].some((folder) => path.startsWith(`${folder}/`))
  );
}

/** The YAML files of a folder of the policy, read but not yet understood. */
export async function policyFilesIn(
  view: View,
  folder: string,
): Promise<Fact<Parsed<readonly LocatedYaml[]>>> {
  return filesIn(
    view,
    pathsIn(view.records, folder).filter((path) => path.endsWith(".yml")),
  );
}

/** A file of the policy, read but not yet understood; undefined where there is none. */
export async function policyFileIn(
  view: View,
  path: string,
): Promise<Fact<Parsed<LocatedYaml | undefined>>> {
  const read = await filesIn(view, view.records.has(path) ? [path] : []);
  if (read.state === "unavailable" || !read.value.ok) return read as Fact<Parsed<undefined>>;
  return known({ ok: true, value: read.value.value[0] });
}

async function filesIn(
  view: View,
  paths: readonly string[],
): Promise<Fact<Parsed<readonly LocatedYaml[]>>> {
  const files: LocatedYaml[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const read = await view.parsed(path, readFile);
    if (read.state === "unavailable" && read.cause !== "invalid") {
      return unavailable(read.cause, read.reason);
    }
    if (read.state === "unavailable") problems.push({ place: { path }, message: read.reason });
    else if (read.value.ok) files.push(read.value.value);
    else problems.push(...read.value.problems);
  }
  return known(problems.length > 0 ? { ok: false, problems } : { ok: true, value: files });
}

function readFile(text: string, path: string): Fact<Parsed<LocatedYaml>> {
  return known(parseYaml(text, path, { maxBytes: MAX_BYTES }));
}
