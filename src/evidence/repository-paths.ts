/**
 * Maps a path as a tool wrote it to a file of the tree: as it is, or by the longest suffix that
 * belongs to exactly one file. An ambiguous suffix maps to nothing.
 */
export function repositoryPaths(tree: readonly string[]): (reported: string) => string | undefined {
  const exact = new Set(tree);
  const byName = Map.groupBy(tree, (path) => path.slice(path.lastIndexOf("/") + 1));
  return (reported) => {
    const path = normalised(reported);
    if (exact.has(path)) return path;
    const segments = path.split("/");
    const alike = byName.get(segments.at(-1) ?? "") ?? [];
    let best: { readonly path: string; readonly length: number } | undefined;
    let tied = false;
    for (const candidate of alike) {
      const length = commonSuffix(segments, candidate.split("/"));
      if (best === undefined || length > best.length) {
        best = { path: candidate, length };
        tied = false;
      } else if (length === best.length) tied = true;
    }
    return best === undefined || tied || !endsWhole(best, segments) ? undefined : best.path;
  };
}

/** A tree path must be a suffix of the reported one, or the reported one of it: else they only share a file name. */
function endsWhole(
  { path, length }: { readonly path: string; readonly length: number },
  segments: readonly string[],
): boolean {
  return length === Math.min(path.split("/").length, segments.length);
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

function commonSuffix(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (
    length < Math.min(one.length, other.length) &&
    one.at(-1 - length) === other.at(-1 - length)
  ) {
    length += 1;
  }
  return length;
}
