import { compileGlobs, literalPrefix } from "./glob.ts";

/** Finds paths by what they begin with. In every answer they stand in the order they were given in. */
export interface PathIndex {
  /** The paths that begin with a text. */
  startingWith(prefix: string): readonly string[];
  /** The paths that match any of the patterns. */
  matching(patterns: readonly string[]): readonly string[];
}

/** A path and where it stood among those given. */
interface Indexed {
  readonly path: string;
  readonly position: number;
}

/**
 * Answers for many lists of patterns without trying each pattern on each path: one that begins with a
 * folder's name is tried below that folder alone.
 */
export function indexPaths(paths: readonly string[]): PathIndex {
  const sorted = paths
    .map((path, position): Indexed => ({ path, position }))
    .toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
  const answers = new WeakMap<readonly string[], readonly string[]>();
  return {
    startingWith: (prefix) => asGiven(range(sorted, prefix)),
    matching: (patterns) => {
      const answer = answers.get(patterns) ?? search(sorted, patterns);
      answers.set(patterns, answer);
      return answer;
    },
  };
}

function search(sorted: readonly Indexed[], patterns: readonly string[]): string[] {
  const matches = compileGlobs(patterns);
  const prefixes = [...new Set(patterns.map(literalPrefix))];
  const near = new Set(prefixes.flatMap((prefix) => range(sorted, prefix)));
  return asGiven([...near].filter(({ path }) => matches(path)));
}

function asGiven(found: readonly Indexed[]): string[] {
  return found.toSorted((one, other) => one.position - other.position).map(({ path }) => path);
}

/** What begins with a text stands side by side. */
function range(sorted: readonly Indexed[], prefix: string): readonly Indexed[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.path ?? "") < prefix) low = middle + 1;
    else high = middle;
  }
  const found: Indexed[] = [];
  for (let at = low; at < sorted.length; at += 1) {
    const each = sorted[at];
    if (each === undefined || !each.path.startsWith(prefix)) break;
    found.push(each);
  }
  return found;
}
