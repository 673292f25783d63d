import type { Fact } from "../core/model/fact.ts";

/** Files on disk, whether git knows of them or not. Links are not followed, and nothing outside is read. */
export interface ReportFiles {
  /**
   * Plain files below some folders (`""` is where paths count from) that are looked for, in the order of
   * their paths.
   */
  list(
    folders: readonly string[],
    isLookedFor: (path: string) => boolean,
  ): Promise<Fact<readonly FileOnDisk[]>>;
  read(path: string): Promise<Fact<Uint8Array>>;
}

export interface FileOnDisk {
  /** From the folder that paths count from, with `/` between its parts. */
  readonly path: string;
  /** Size in bytes. */
  readonly bytes: number;
}

/** A folder that an artifact is made of. */
export interface ArtifactFolder {
  /** Makes the folder; unavailable where there is something in it already. */
  open(): Promise<Fact<undefined>>;
  write(path: string, content: Uint8Array): Promise<void>;
}
