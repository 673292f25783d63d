import { deserialize, serialize } from "node:v8";
import type { CacheEntry, CacheStore } from "../ports/cache-store.ts";
import type { ObjectCache } from "./object-cache.ts";

/** Of one repository no more than so many bytes come back from the store at once. */
const READ_AT_MOST = 32 * 1024 * 1024;

/** What is larger is asked for again. */
const KEPT_AT_MOST = 4 * 1024 * 1024;

/** What is kept within this time, in milliseconds, is written together. */
const GATHERED_FOR = 50;

export interface SharedObjectsOptions {
  readonly store: CacheStore;
  /** Names the form in which things are kept: another version of ours reads none of them. */
  readonly form: string;
  /** Told of faults, which cost nobody a verdict. */
  readonly report: (error: unknown) => void;
}

/**
 * Git objects that outlive the process and come to other replicas: those in memory, with a store behind
 * them. What runs delivered stays in memory, as an opened archive is no plain value.
 */
export function sharedObjects(
  memory: ObjectCache,
  { store, form, report }: SharedObjectsOptions,
): ObjectCache {
  const marks = new Map<number, number>();
  const pending = new Map<number, CacheEntry[]>();
  const groupOf = (repository: number): string => `${form} ${repository}`;
  const flush = (): void => {
    for (const [repository, entries] of pending) {
      store.keep(groupOf(repository), entries).catch(report);
    }
    pending.clear();
  };
  const later = (repository: number, key: string, value: unknown): void => {
    const bytes = serialize(value);
    if (bytes.length > KEPT_AT_MOST) return;
    if (pending.size === 0) setTimeout(flush, GATHERED_FOR).unref();
    pending.set(repository, [...(pending.get(repository) ?? []), { key, bytes }]);
  };
  const comeBack = (repository: number, { key, bytes }: CacheEntry): void => {
    const space = key.indexOf(" ");
    const [kind, id] = [key.slice(0, space), key.slice(space + 1)];
    const value: unknown = deserialize(bytes);
    if (kind === "blob") memory.keepBlob(repository, id, value as Uint8Array);
    if (kind === "tree") memory.keepTree(repository, id, value as never);
    if (kind === "root") memory.keepRoot(repository, id, value as string);
  };
  return {
    ...memory,
    async load(repository) {
      try {
        const page = await store.read(
          groupOf(repository),
          marks.get(repository) ?? 0,
          READ_AT_MOST,
        );
        marks.set(repository, page.mark);
        for (const entry of page.entries) comeBack(repository, entry);
      } catch (error) {
        report(error);
      }
    },
    keepBlob(repository, id, bytes) {
      if (memory.blob(repository, id) !== undefined) return;
      memory.keepBlob(repository, id, bytes);
      later(repository, `blob ${id}`, bytes);
    },
    keepTree(repository, id, entries) {
      if (memory.tree(repository, id) !== undefined) return;
      memory.keepTree(repository, id, entries);
      later(repository, `tree ${id}`, entries);
    },
    keepRoot(repository, commit, tree) {
      if (memory.root(repository, commit) !== undefined) return;
      memory.keepRoot(repository, commit, tree);
      later(repository, `root ${commit}`, tree);
    },
  };
}
