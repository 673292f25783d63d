import type { Fact } from "../core/model/fact.ts";

/** An annotated tag to be made. */
export interface NewTag {
  readonly name: string;
  readonly commit: string;
  readonly message: string;
}

/** Tags, one by one. */
export interface Tags {
  /** False where a tag of this name is there already: it is left as it is. Unavailable where we may not. */
  make(tag: NewTag): Promise<Fact<boolean>>;
  /** The commit that an annotated tag of this id names, also when no name leads to it any more; of a commit itself. */
  commitOf(id: string): Promise<string>;
}
