import type { Fact } from "../core/model/fact.ts";

/** A commit to be made on the branch of a pull request. */
export interface NewCommit {
  readonly branch: string;
  /** The commit it must come after: if the branch has moved, nothing is written. */
  readonly expectedHead: string;
  readonly message: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Writes to branches of the repository. */
export interface Branch {
  /** The new commit's id; unavailable where we may not write, or where the branch has moved. */
  commit(commit: NewCommit): Promise<Fact<string>>;
}
