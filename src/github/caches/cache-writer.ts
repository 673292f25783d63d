import type { CacheEntry, CacheStore } from "../../ports/cache-store.ts";

/** What is larger is asked for again. */
const KEPT_AT_MOST = 4 * 1024 * 1024;

/** What is kept within this time, in milliseconds, is written together. */
const GATHERED_FOR = 50;

/** Where a cache of a process is shared with others. */
export interface SharedCache {
  readonly store: CacheStore;
  /** Names the form in which things are kept: another version of ours reads none of them. */
  readonly form: string;
  /** Told of faults, which cost nobody a verdict. */
  readonly report: (error: unknown) => void;
}

/** Writes entries of groups to a shared cache a little later, several at once; nobody waits for it. */
export function createCacheWriter({
  store,
  report,
}: SharedCache): (group: string, entry: CacheEntry) => void {
  const pending = new Map<string, CacheEntry[]>();
  const flush = (): void => {
    for (const [group, entries] of pending) store.keep(group, entries).catch(report);
    pending.clear();
  };
  return (group, entry) => {
    if (entry.bytes.length > KEPT_AT_MOST) return;
    if (pending.size === 0) setTimeout(flush, GATHERED_FOR).unref();
    pending.set(group, [...(pending.get(group) ?? []), entry]);
  };
}
