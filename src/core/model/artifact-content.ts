import type { Cell } from "./card.ts";

/** What a model or a dataset consists of, as far as git tells it. */
export interface ArtifactContent {
  /** How its content is known: where that differs, checksums cannot be compared. */
  readonly source: "git" | "dvc" | "dvc.lock" | "croissant" | "mlmodel" | "digest";
  /** By name, which is relative to the artifact's path; the artifact itself is `""`. */
  readonly parts: ReadonlyMap<string, ContentPart>;
  /** What the content is made of besides bytes: record sets and fields, or a signature, by name. */
  readonly structure?: ReadonlyMap<string, string>;
  /** The version that the content states itself. */
  readonly version?: Cell;
  /** A dataset that grows while its version stays (Croissant's `isLiveDataset`). */
  readonly live?: boolean;
}

export interface ContentPart {
  readonly checksum: string;
  /** How the checksum was made, where the same content can have another one. */
  readonly hashing?: string;
  /** Where a part in git stands, so that what it says can be read. */
  readonly path?: string;
  /** In bytes, where it is told. */
  readonly size?: number;
}

/** How the content of an artifact differs from an earlier one. */
export interface ContentChange {
  readonly state: "same" | "changed" | "incomparable";
  /** What changed, or why it cannot be told. */
  readonly says?: string;
  /** The part of the version that such a change raises at least, where it can be told. */
  readonly asks?: { readonly bump: Bump; readonly because: string };
}

/** Parts of a semantic version, from the least to the greatest. */
export const BUMPS = ["patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];
