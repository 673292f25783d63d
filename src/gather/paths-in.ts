import type { Listing, TreeEntry } from "../core/model/tree.ts";
import { indexPaths, type PathIndex } from "../core/source/path-index.ts";

/** A listing never changes, and is searched once and more for every component: how, is found out once. */
const byFolder = new WeakMap<Listing, ReadonlyMap<string, readonly string[]>>();
const byName = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();
const indexes = new WeakMap<Listing, PathIndex>();

/** What a listing holds directly in a folder (without a slash at the end), in order. */
export function pathsIn(listing: Listing, folder: string): readonly string[] {
  const folders = remembered(byFolder, listing, () =>
    Map.groupBy([...listing.keys()].toSorted(), (path) => path.slice(0, path.lastIndexOf("/"))),
  );
  return folders.get(folder) ?? [];
}

/** What a listing holds directly in a folder under a name, in whatever case. */
export function pathsNamed(listing: Listing, folder: string, name: string): readonly string[] {
  const paths = pathsIn(listing, folder);
  const named = remembered(byName, paths, () =>
    Map.groupBy(paths, (path) => path.slice(folder.length + 1).toLowerCase()),
  );
  return named.get(name.toLowerCase()) ?? [];
}

/** What a listing holds below a folder, however deep, in the listing's order. */
export function entriesBelow(listing: Listing, folder: string): readonly TreeEntry[] {
  return entriesAt(listing, indexOf(listing).startingWith(`${folder}/`));
}

/** What a listing holds that matches any of the patterns, in the listing's order. */
export function entriesMatching(
  listing: Listing,
  patterns: readonly string[],
): readonly TreeEntry[] {
  return entriesAt(listing, indexOf(listing).matching(patterns));
}

function indexOf(listing: Listing): PathIndex {
  return remembered(indexes, listing, () => indexPaths([...listing.keys()]));
}

function entriesAt(listing: Listing, paths: readonly string[]): TreeEntry[] {
  return paths.map((path) => listing.get(path)).filter((entry) => entry !== undefined);
}

function remembered<Key extends WeakKey, Value>(
  answers: WeakMap<Key, Value>,
  key: Key,
  find: () => Value,
): Value {
  const answer = answers.get(key) ?? find();
  answers.set(key, answer);
  return answer;
}
