import { type Fact, known, unavailable } from "../core/model/fact.ts";
import type { Listing } from "../core/model/tree.ts";
import type { Parsed, Problem } from "../core/model/problem.ts";
import { type LocatedYaml, parseYaml } from "../core/source/yaml.ts";
import type { Repository } from "../ports/repository.ts";
import { type View, viewAt } from "./view.ts";

/** Where the policy of a repository stands. */
export const CONFIG_PATH = ".mltrl/config.yml";

/** Room for thousands of components; more is a mistake. */
const MAX_CONFIG_BYTES = 1024 * 1024;

/**
 * The configuration at a revision, read but not yet understood; `undefined` where there is none. Links,
 * submodules and names that differ only in case are problems: they mean different things on different machines.
 */
export async function gatherConfig(
  repository: Repository,
  revision: string,
): Promise<Fact<Parsed<LocatedYaml> | undefined>> {
  const view = await viewAt(repository, revision);
  return view.state === "known" ? configIn(view.value) : view;
}

/** The same in a view. */
export async function configIn(view: View): Promise<Fact<Parsed<LocatedYaml> | undefined>> {
  const { records } = view;
  const refused = refusedEntries(records);
  if (refused.length > 0) return known({ ok: false, problems: refused });
  if (!records.has(CONFIG_PATH)) return known(undefined);
  const read = await view.parsed(CONFIG_PATH, readConfig);
  if (read.state === "known") return read;
  return read.cause === "invalid"
    ? known({ ok: false, problems: [{ place: { path: CONFIG_PATH }, message: read.reason }] })
    : unavailable(read.cause, read.reason);
}

function readConfig(text: string, path: string): Fact<Parsed<LocatedYaml>> {
  return known(parseYaml(text, path, { maxBytes: MAX_CONFIG_BYTES }));
}

/** What is refused of a listing, which never changes: three sides of a change often have the same. */
const refusals = new WeakMap<Listing, readonly Problem[]>();

function refusedEntries(records: Listing): readonly Problem[] {
  const refused = refusals.get(records) ?? findRefused(records);
  refusals.set(records, refused);
  return refused;
}

function findRefused(records: Listing): Problem[] {
  const paths = [...records.keys()];
  const lowerCase = paths.map((path) => path.toLowerCase());
  const areUnlike = new Set(lowerCase).size === paths.length;
  const byLowerCase = areUnlike
    ? new Map<string, string[]>()
    : Map.groupBy(paths, (path) => path.toLowerCase());
  return [
    ...[...records.values()]
      .filter(({ type }) => type === "link" || type === "submodule")
      .map(({ path, type }) => ({
        place: { path },
        message: `is a ${type === "link" ? "symbolic link" : "submodule"}; only plain files are read under .mltrl`,
      })),
    ...[...byLowerCase.values()]
      .filter((paths) => paths.length > 1)
      .map((paths) => ({
        place: { path: paths[0] ?? CONFIG_PATH },
        message: `differs from ${paths.slice(1).join(", ")} only in case; rename one of them`,
      })),
  ];
}
