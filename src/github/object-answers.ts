/** A commit with what is read of its tree. */
export interface SideAnswer {
  readonly oid: string;
  readonly tree: { readonly oid: string; readonly entries: readonly EntryAnswer[] | null };
  readonly config: { readonly object: BlobAnswer | null } | null;
  readonly records: { readonly object: EntryTree | null } | null;
  readonly texts?: { readonly object: EntryTree | null } | null;
}

export interface EntryAnswer {
  readonly name: string;
  readonly mode: number;
  readonly type: string;
  readonly oid: string;
  readonly size: number;
  readonly object?: (Partial<BlobAnswer> & EntryTree) | null;
}

export interface EntryTree {
  readonly entries?: readonly EntryAnswer[] | null;
}

export interface BlobAnswer {
  readonly oid: string;
  readonly byteSize: number;
  readonly isBinary: boolean | null;
  readonly isTruncated: boolean;
  readonly text: string | null;
}

export interface TagAnswer {
  readonly name: string;
  readonly target:
    | (TagTarget & {
        readonly tagger?: { readonly date: string | null } | null;
      })
    | null;
}

/** What a tag leads to; an annotated one leads on. */
export interface TagTarget {
  readonly __typename: string;
  readonly oid: string;
  readonly target?: TagTarget;
}
