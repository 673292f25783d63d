import type { Delivery } from "../../core/model/ci-report.ts";
import type { Fact } from "../../core/model/fact.ts";
import type { TreeEntry } from "../../core/model/tree.ts";
import { createBoundedMemory } from "./bounded-memory.ts";

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
  /** What an attempt of a run delivered, once it has ended; `open` takes apart what was kept packed. */
  delivered(
    repository: number,
    attempt: string,
    open: (archives: readonly Uint8Array[]) => Promise<Delivered>,
  ): Promise<Delivered | undefined>;
  /** @param packed the archives that it came in, or why there are none */
  keepDelivered(
    repository: number,
    attempt: string,
    fact: Delivered,
    packed: Fact<readonly Uint8Array[]>,
  ): void;
}

export type Delivered = Fact<readonly Delivery[]>;

/** Git objects of all repositories together may take so much memory. */
export const CACHE_BYTES = 256 * 1024 * 1024;

/** Roughly what an entry of a folder takes in memory. */
const BYTES_PER_ENTRY = 200;

/** A cache that forgets what was used least lately once it holds more than `maxBytes`. */
export function createObjectCache(maxBytes: number): ObjectCache {
  const memory = createBoundedMemory(maxBytes);
  const get = (key: string): unknown => memory.get(key);
  // Who has parsed what is kept finds it again by its being the same object.
  const keep = (key: string, value: unknown, bytes: number): void => {
    if (get(key) === undefined) memory.keep(key, value, bytes);
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
      Promise.resolve(get(`${repository}:run ${attempt}`) as Delivered | undefined),
    keepDelivered: (repository, attempt, fact) =>
      keep(`${repository}:run ${attempt}`, fact, sizeOf(fact) + BYTES_PER_ENTRY),
  };
}

function sizeOf(fact: Delivered): number {
  if (fact.state === "unavailable") return fact.reason.length;
  return fact.value
    .flatMap(({ manifest }) => manifest.files)
    .reduce((sum, { bytes }) => sum + bytes, 0);
}
