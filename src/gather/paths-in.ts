import type { Listing } from "../core/model/tree.ts";

/** Paths by the folder they stand in. A listing never changes, and is asked once for every component. */
const byFolder = new WeakMap<Listing, ReadonlyMap<string, readonly string[]>>();

/** What a listing holds directly in a folder (without a slash at the end), in order. */
export function pathsIn(listing: Listing, folder: string): readonly string[] {
  const known =
    byFolder.get(listing) ??
    Map.groupBy([...listing.keys()].toSorted(), (path) => path.slice(0, path.lastIndexOf("/")));
  byFolder.set(listing, known);
  return known.get(folder) ?? [];
}
