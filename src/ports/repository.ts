import type { Fact } from "../core/model/fact.ts";
import type { ChangedLines, Listing } from "../core/model/tree.ts";
import type { Tag } from "../core/model/version-tag.ts";

/**
 * What can be asked of a repository's content. Revisions are commit or tree ids. No answer is an
 * exception: what cannot be had is unavailable, with the reason.
 */
export interface Repository {
  /** What stands under `.mltrl` at a revision, three levels deep. An empty listing if there is no such folder. */
  records(revision: string): Promise<Fact<Listing>>;
  /** Every file below a folder at a revision (`""` is the whole tree). Empty if there is no such folder. */
  files(revision: string, folder: string): Promise<Fact<Listing>>;
  /** What stands directly in the root of the tree. */
  root(revision: string): Promise<Fact<Listing>>;
  /** A blob's bytes. */
  blob(id: string): Promise<Fact<Uint8Array>>;
  tags(): Promise<Fact<readonly Tag[]>>;
  /** Custom properties that the organisation gives the repository, with their values. */
  customProperties(): Promise<Fact<ReadonlyMap<string, readonly string[]>>>;
  /** The commit where the histories of two revisions meet. */
  mergeBase(one: string, other: string): Promise<Fact<string>>;
  /**
   * The commit that a branch with this tip was at, at an instant (ISO 8601), along its first parents as
   * far as the source tells them; undefined where the branch had not begun.
   */
  commitBefore(tip: string, instant: string): Promise<Fact<string | undefined>>;
  /** Lines that the head adds or rewrites, compared with the merge base, of some files. */
  changedLines(
    base: string,
    head: string,
    paths: readonly string[],
  ): Promise<Fact<readonly ChangedLines[]>>;
}
