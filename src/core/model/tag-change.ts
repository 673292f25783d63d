import type { RepositoryRef } from "./change.ts";

/** A tag that somebody pushed or deleted. */
export interface TagChange {
  readonly tag: string;
  /** What it named before, a commit or the id of an annotated tag; absent where there was none. */
  readonly before?: string;
  /** The account that did it. */
  readonly by: string;
}

/** The same, with where that was. */
export interface TagRequest extends TagChange {
  readonly repository: RepositoryRef;
  readonly defaultBranch?: string;
}

/** A version tag that does not stand where it stood. */
export interface LostTag {
  readonly tag: string;
  /** What to push back: an annotated tag itself, so that it keeps its author and date, else the commit. */
  readonly object: string;
  /** The commit where it stood. */
  readonly commit: string;
  readonly by: string;
  /** When it was noticed, ISO 8601. */
  readonly at: string;
}

/** What a card says that stands on a tag. */
export interface TagUse {
  readonly component: string;
  readonly what: "deployed" | "model" | "dataset";
  /** Of a model or dataset. */
  readonly name?: string;
  /** The version that the card says. */
  readonly version?: string;
}

/** A lost tag with what there is to tell. */
export interface ReportedTag extends LostTag {
  /** The commit where it stands; undefined where it was deleted. */
  readonly now: string | undefined;
  readonly uses: readonly TagUse[];
}
