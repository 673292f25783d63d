import type { Fact } from "../core/model/fact.ts";

/** A file as a branch had it from one moment on. */
export interface FileVersion {
  /** ISO 8601, of the commit on the branch. */
  readonly date: string;
  /** Undefined where the commit took the file away. */
  readonly text: string | undefined;
}

/** What a branch remembers of one file. */
export interface FileHistory {
  /** Versions of a file along the first parents of a revision, the oldest first. */
  versions(revision: string, path: string): Promise<Fact<readonly FileVersion[]>>;
}
