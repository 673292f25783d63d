/** A git tag, peeled to its commit. */
export interface Tag {
  readonly name: string;
  readonly commit: string;
  /** Only annotated tags register a version (GTO's rule). */
  readonly annotated: boolean;
  /** When it was made, in seconds since 1970, where the source tells it: GTO orders events by it. */
  readonly taggedAt?: number;
}

/** A tag that registers a version of something: `nn@v1.2.3` (GTO) or `nn/v1.2.3`. */
export interface VersionTag {
  readonly tag: Tag;
  /** The artifact's name; empty for a tag of the whole repository (`v1.2.3`). */
  readonly artifact: string;
  readonly version: string;
  /** `deregister` takes an earlier registration back (`nn@v1.2.3!`). */
  readonly action: "register" | "deregister";
  /** GTO's running number of an artifact's tags (`nn@v1.2.3#4`). */
  readonly counter?: number;
}
