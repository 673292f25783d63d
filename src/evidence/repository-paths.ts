/**
 * Maps a path as a tool wrote it to a file of the tree: as it is, or by the longest suffix that
 * belongs to exactly one file. An ambiguous suffix maps to nothing. Escapes of a URL are only undone
 * where the path is not found with them.
 */
export function repositoryPaths(tree: readonly string[]): (reported: string) => string | undefined {
  const exact = new Set(tree);
  let owners: ReadonlyMap<string, string | undefined> | undefined;
  const find = (path: string): string | undefined => {
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
  return (reported) => {
    const path = normalisedPath(reported);
    const plain = find(path);
    if (plain !== undefined || !path.includes("%")) return plain;
    const unescaped = withoutEscapes(path);
    return unescaped === undefined ? undefined : find(unescaped);
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

function withoutEscapes(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Whether there is anything to take out: most tools write paths as git does. */
const UNUSUAL = /[\\:]|(?:^|\/)\.{0,2}(?:\/|$)/;

/** A path with forward slashes, without a drive, a scheme or steps that lead nowhere. */
export function normalisedPath(reported: string): string {
  if (!UNUSUAL.test(reported)) return reported;
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
