import type { Fact } from "../core/model/fact.ts";

/** A commit to be made on a branch. */
export interface NewCommit {
  readonly branch: string;
  /** The commit it must come after: if the branch has moved, nothing is written. */
  readonly expectedHead: string;
  readonly message: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** A commit to be made on a branch of its own, and the pull request that brings it to another one. */
export interface NewProposal extends NewCommit {
  readonly base: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** What became of a proposal. */
export interface Proposed {
  readonly commit: string;
  /** Absent where the branch was made and no pull request could be opened: why. */
  readonly pullRequest: Fact<number>;
}

/** What names of branches begin with that we make. */
export const PROPOSALS = "mltrl/";

/** A branch, with the open pull request that comes from it. */
export interface FoundBranch {
  readonly pullRequest: number | undefined;
}

/** Writes to branches of the repository. */
export interface Branch {
  /** Branches that we made for proposals, by name. */
  proposed(): Promise<Fact<ReadonlyMap<string, FoundBranch>>>;
  /** Makes the branch, the commit and the pull request; unavailable where not even the branch could be made. */
  propose(proposal: NewProposal): Promise<Fact<Proposed>>;
  /** The new commit's id; unavailable where we may not write, or where the branch has moved. */
  commit(commit: NewCommit): Promise<Fact<string>>;
}
