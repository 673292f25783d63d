import type { CoverageReport } from "../../core/model/coverage.ts";
import { normalisedPath, repositoryPaths } from "../repository-paths.ts";

/** A Go module of the repository: paths in Go profiles start with the name of theirs. */
export interface GoModule {
  readonly name: string;
  /** Where its `go.mod` stands, without a slash at the end; empty for the root. */
  readonly folder: string;
}

/**
 * Finds the file of the tree for each path of a report, in its order.
 *
 * A path is looked up under the folders that the report names, then as it is, each time exactly or by the
 * longest suffix that belongs to one file only. What is ambiguous is found by the folder that all other
 * absolute paths of the report agree on, or not at all.
 */
export function pathMapper(
  tree: readonly string[],
  goModules: readonly GoModule[] = [],
): (report: CoverageReport) => (string | undefined)[] {
  const exact = new Set(tree);
  const pathOf = repositoryPaths(tree);
  const modules = goModules.toSorted((a, b) => b.name.length - a.name.length);

  const inModule = (path: string): string | undefined => {
    const own = modules.find(({ name }) => path.startsWith(`${name}/`));
    if (own === undefined) return undefined;
    const found = normalisedPath(`${own.folder}/${path.slice(own.name.length + 1)}`);
    return exact.has(found) ? found : undefined;
  };

  const underRoots = (path: string, roots: readonly string[]): Set<string> => {
    if (isAbsolute(path)) return new Set();
    const found = roots.map((root) => pathOf(`${root}/${path}`));
    return new Set(found.filter((each) => each !== undefined));
  };

  return ({ format, files, roots = [] }) => {
    const found = files.map(({ path }) => {
      const own = format === "go-cover" ? inModule(path) : undefined;
      if (own !== undefined) return own;
      const [one, ...others] = underRoots(path, roots);
      return one !== undefined && others.length > 0 ? undefined : (one ?? pathOf(path));
    });
    const checkout = commonFolder(files, found);
    if (checkout === undefined) return found;
    return files.map(({ path }, i) => {
      const absolute = normalisedPath(path);
      const rest = absolute.startsWith(checkout) ? absolute.slice(checkout.length) : "";
      return found[i] ?? (exact.has(rest) ? rest : undefined);
    });
  };
}

/** Where the repository stood when the report was made, if all paths that were found agree on it. */
function commonFolder(
  files: CoverageReport["files"],
  found: readonly (string | undefined)[],
): string | undefined {
  const folders = new Set<string>();
  for (const [i, { path }] of files.entries()) {
    const own = found[i];
    if (own === undefined || !isAbsolute(path)) continue;
    const absolute = normalisedPath(path);
    if (absolute.endsWith(`/${own}`)) folders.add(absolute.slice(0, -own.length));
    if (folders.size > 1) return undefined;
  }
  return [...folders][0];
}

function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:|file:)/.test(path);
}
