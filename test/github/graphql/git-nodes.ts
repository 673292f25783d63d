import type { Blob, Commit, GitObject, Tag, Tree } from "../git/objects.ts";
import type { MaybePromise } from "../git/object-store.ts";
import type { Repository } from "../state/nouns.ts";

/** A git object as GraphQL sees it: within a repository and, for trees, at a path. */
export type GitNode<O extends GitObject = GitObject> = {
  readonly kind: O["kind"];
  readonly repository: Repository;
  readonly object: O;
  readonly path: string;
};

export type CommitNode = GitNode<Commit>;
export type TreeNode = GitNode<Tree>;
export type BlobNode = GitNode<Blob>;
export type TagNode = GitNode<Tag>;

/** A ref of a repository. */
export type RefNode = {
  readonly kind: "Ref";
  readonly repository: Repository;
  readonly ref: string;
};

/** Wraps an object that was or is being read. */
export function gitNode(
  repository: Repository,
  object: MaybePromise<GitObject | undefined>,
  path = "",
): MaybePromise<GitNode | null> {
  if (object instanceof Promise) return object.then((found) => gitNode(repository, found, path));
  return object === undefined ? null : { kind: object.kind, repository, object, path };
}

/** A commit known to exist. */
export function commitNode(repository: Repository, object: Commit): CommitNode {
  return { kind: "Commit", repository, object, path: "" };
}

/** A ref, null where it does not exist. */
export function refNode(repository: Repository, ref: string): RefNode | null {
  return repository.refs.has(ref) ? { kind: "Ref", repository, ref } : null;
}
