/**
 * Maps a path as a tool wrote it to a file of the tree: as it is, or by the longest suffix that
 * belongs to exactly one file. An ambiguous suffix maps to nothing.
 */
export function repositoryPaths(tree: readonly string[]): (reported: string) => string | undefined {
  const exact = new Set(tree);
  let owners: ReadonlyMap<string, string | undefined> | undefined;
  return (reported) => {
    const path = normalised(reported);
    if (exact.has(path)) return path;
    owners ??= ownersOfSuffixes(tree);
    for (const suffix of suffixesOf(path)) {
      if (!owners.has(suffix)) continue;
      const owner = owners.get(suffix);
      // One must be a suffix of the other: else they only share their last folders.
      return suffix === owner || suffix === path ? owner : undefined;
    }
    return undefined;
  };
}

/** Every suffix of every path, with the file that it belongs to: none where it belongs to several. */
function ownersOfSuffixes(tree: readonly string[]): Map<string, string | undefined> {
  const owners = new Map<string, string | undefined>();
  for (const path of tree) {
    for (const suffix of suffixesOf(path)) {
      owners.set(suffix, owners.has(suffix) ? undefined : path);
    }
  }
  return owners;
}

/** From the whole path down to the file's name. */
function* suffixesOf(path: string): Generator<string> {
  for (let start = 0; start >= 0 && start < path.length;) {
    yield path.slice(start);
    const slash = path.indexOf("/", start);
    start = slash === -1 ? -1 : slash + 1;
  }
}

function normalised(reported: string): string {
  const segments: string[] = [];
  const posix = reported
    .replaceAll("\\", "/")
    .replace(/^file:\/\//, "")
    .replace(/^[A-Za-z]:/, "");
  for (const segment of posix.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(segment);
  }
  return segments.join("/");
}
