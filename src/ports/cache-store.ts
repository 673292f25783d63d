/**
 * Bytes that can be had again, in groups, shared by replicas. Whatever is kept may be gone at any time:
 * the group that was used least lately goes first where all take too much room.
 */
export interface CacheStore {
  /** What was kept in a group after a mark and still lasts: of very much only the latest, up to so many bytes. */
  read(group: string, after: number, mostBytes: number): Promise<CachePage>;
  /** Keeps what is not kept yet, or no longer lasts. */
  keep(group: string, entries: readonly CacheEntry[]): Promise<void>;
}

export interface CacheEntry {
  readonly key: string;
  readonly bytes: Uint8Array;
  /** For how many milliseconds from now on it may be believed; for ever where that is not said. */
  readonly lasts?: number;
}

export interface CachePage {
  readonly entries: readonly CacheEntry[];
  /** Where to read on the next time. */
  readonly mark: number;
}
