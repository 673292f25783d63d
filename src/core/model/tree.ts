/** What stands at a path of a git tree. Links and submodules are told apart because both are refused under `.mltrl`. */
export interface TreeEntry {
  readonly path: string;
  readonly type: "blob" | "tree" | "link" | "submodule";
  /** Git object id. */
  readonly id: string;
  /** Size in bytes, where the source tells it. */
  readonly size?: number;
}

/** Entries by path. A listing may be of a whole tree or of some prefixes of it. */
export type Listing = ReadonlyMap<string, TreeEntry>;

/** One path that a pull request changes, compared with the merge base. */
export interface ChangedFile {
  readonly path: string;
  readonly status: "added" | "modified" | "removed" | "renamed";
  readonly previousPath?: string;
}

/** Lines on the new side of a file that a change adds or rewrites. */
export interface ChangedLines {
  readonly path: string;
  readonly lines: ReadonlySet<number>;
}
