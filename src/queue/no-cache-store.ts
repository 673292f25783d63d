import type { CacheStore } from "../ports/cache-store.ts";

/** The cache of a process that shares nothing and keeps nothing when it ends: a command, or a job of a workflow. */
export const noCacheStore: CacheStore = {
  read: (_, after) => Promise.resolve({ entries: [], mark: after }),
  keep: () => Promise.resolve(),
};
