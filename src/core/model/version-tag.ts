/** A git tag, peeled to its commit. */
export interface Tag {
  readonly name: string;
  readonly commit: string;
  /** Of GTO's tags only annotated ones count. */
  readonly annotated: boolean;
  /** When it was made, in seconds since 1970, where the source tells it: GTO orders events by it. */
  readonly taggedAt?: number;
}

/** A tag that says something of an artifact: `nn@v1.2.3` and `nn#prod` (GTO), or `nn/v1.2.3`. */
export interface ArtifactTag {
  readonly tag: Tag;
  /** The artifact's name, `folder:name` below a folder; empty for a tag of the whole repository (`v1.2.3`). */
  readonly artifact: string;
  readonly form: "gto" | "plain";
  readonly event: TagEvent;
  /** GTO's running number over all tags of an artifact (`nn@v1.2.3#4`). */
  readonly counter?: number;
}

/** What happened to an artifact. `deregister` and `unassign` take an earlier tag back. */
export type TagEvent =
  | { readonly action: "register" | "deregister"; readonly version: string }
  | { readonly action: "assign" | "unassign"; readonly stage: string }
  | { readonly action: "deprecate" | "create" };
