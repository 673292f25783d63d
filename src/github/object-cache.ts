import type { Delivery } from "../core/model/ci-report.ts";
import type { Fact } from "../core/model/fact.ts";
import type { TreeEntry } from "../core/model/tree.ts";

/** Git objects and what ended runs delivered never change: what was read once is kept for as long as there is room. */
export interface ObjectCache {
  /** Brings in what other processes have kept of a repository. Never fails: what does not come is asked for. */
  load(repository: number): Promise<void>;
  blob(repository: number, id: string): Uint8Array | undefined;
  keepBlob(repository: number, id: string, bytes: Uint8Array): void;
  /** Entries of one folder, with names instead of paths. */
  tree(repository: number, id: string): readonly TreeEntry[] | undefined;
  keepTree(repository: number, id: string, entries: readonly TreeEntry[]): void;
  /** The root folder of a commit. */
  root(repository: number, commit: string): string | undefined;
  keepRoot(repository: number, commit: string, tree: string): void;
  /** What an attempt of a run delivered, once it has ended. */
  delivered(repository: number, attempt: string): Fact<readonly Delivery[]> | undefined;
  keepDelivered(
    repository: number,
    attempt: string,
    fact: Fact<readonly Delivery[]>,
    bytes: number,
  ): void;
}

/** Git objects of all repositories together may take so much memory. */
export const CACHE_BYTES = 256 * 1024 * 1024;

/** Roughly what an entry of a folder takes in memory. */
const BYTES_PER_ENTRY = 200;

/** A cache that forgets what was used least lately once it holds more than `maxBytes`. */
export function createObjectCache(maxBytes: number): ObjectCache {
  const kept = new Map<string, { readonly value: unknown; readonly bytes: number }>();
  let total = 0;
  const get = (key: string): unknown => {
    const found = kept.get(key);
    if (found === undefined) return undefined;
    kept.delete(key);
    kept.set(key, found);
    return found.value;
  };
  const keep = (key: string, value: unknown, bytes: number): void => {
    if (kept.has(key) || bytes > maxBytes) return;
    kept.set(key, { value, bytes });
    total += bytes;
    for (const [oldest, { bytes: freed }] of kept) {
      if (total <= maxBytes) break;
      kept.delete(oldest);
      total -= freed;
    }
  };
  return {
    load: () => Promise.resolve(),
    blob: (repository, id) => get(`${repository}:${id}`) as Uint8Array | undefined,
    keepBlob: (repository, id, bytes) => keep(`${repository}:${id}`, bytes, bytes.length),
    tree: (repository, id) => get(`${repository}:${id}/`) as readonly TreeEntry[] | undefined,
    keepTree: (repository, id, entries) =>
      keep(`${repository}:${id}/`, entries, entries.length * BYTES_PER_ENTRY),
    root: (repository, commit) => get(`${repository}:${commit}^{tree}`) as string | undefined,
    keepRoot: (repository, commit, tree) =>
      keep(`${repository}:${commit}^{tree}`, tree, BYTES_PER_ENTRY),
    delivered: (repository, attempt) =>
      get(`${repository}:run ${attempt}`) as Fact<readonly Delivery[]> | undefined,
    keepDelivered: (repository, attempt, fact, bytes) =>
      keep(`${repository}:run ${attempt}`, fact, bytes + BYTES_PER_ENTRY),
  };
}
