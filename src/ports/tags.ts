import type { Fact } from "../core/model/fact.ts";

/** An annotated tag to be made. */
export interface NewTag {
  readonly name: string;
  readonly commit: string;
  readonly message: string;
}

/** Writes tags. */
export interface Tags {
  /** False where a tag of this name is there already: it is left as it is. Unavailable where we may not. */
  make(tag: NewTag): Promise<Fact<boolean>>;
}
