import { type Fact, known } from "../core/model/fact.ts";
import type { GithubAccess } from "./github-access.ts";
import type { SideAnswer } from "./object-answers.ts";
import { keepNested } from "./keep-nested.ts";

/** Keeps the folders of a commit that came along, by which it is known later without being asked for. */
export function keepFolders(
  { oid, tree, records }: SideAnswer,
  { cache, repository }: GithubAccess,
): void {
  const own = tree.entries?.find(({ name }) => name === ".mltrl");
  const below = records?.object?.entries;
  // Of a tree nothing came along, and what is no folder has nothing below it.
  if (tree.entries === null || (own?.type === "tree" && !below)) return;
  keepNested(tree.oid, tree.entries, repository.id, cache);
  if (own && below) keepNested(own.oid, below, repository.id, cache);
  cache.keepRoot(repository.id, oid, tree.oid);
}

/** A commit as far as it is known without being asked for. */
export function keptSide(
  commit: string,
  { cache, repository }: GithubAccess,
): Fact<SideAnswer> | undefined {
  const root = cache.root(repository.id, commit);
  if (root === undefined) return undefined;
  return known({ oid: commit, tree: { oid: root, entries: null }, config: null, records: null });
}
