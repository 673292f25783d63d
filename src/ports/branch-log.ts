import type { Fact } from "../core/model/fact.ts";
import type { ChangedFile } from "../core/model/tree.ts";

/** A commit of a branch along its first parents: what one merge made of the branch. */
export interface BranchCommit {
  readonly commit: string;
  /** What it stands on; undefined for the first commit. */
  readonly parent: string | undefined;
  /** ISO 8601, as the committer's clock said. */
  readonly date: string;
  /** Name and address of the author, as git has them. */
  readonly author: string;
  readonly subject: string;
}

/** What can be asked of the past of a branch. */
export interface BranchLog {
  /** The commits along the first parents of a revision, the oldest first. */
  commits(revision: string): Promise<Fact<readonly BranchCommit[]>>;
  /** What differs between a commit and what it stands on. */
  changes(commit: BranchCommit): Promise<Fact<readonly ChangedFile[]>>;
  /** A revision without any file. */
  readonly nothing: string;
}
