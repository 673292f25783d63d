import { deserialize, serialize } from "node:v8";
import type { Fact } from "../../core/model/fact.ts";
import type { CacheEntry } from "../../ports/cache-store.ts";
import { createCacheWriter, type SharedCache } from "./cache-writer.ts";
import type { ObjectCache } from "./object-cache.ts";

/** Of one repository no more than so many bytes come back from the store at once. */
const READ_AT_MOST = 32 * 1024 * 1024;

/**
 * Git objects and what runs delivered, as they outlive the process and come to other replicas: those in
 * memory, with a store behind them.
 */
export function sharedObjects(memory: ObjectCache, shared: SharedCache): ObjectCache {
  const { store, form, report } = shared;
  const marks = new Map<number, number>();
  const write = createCacheWriter(shared);
  const groupOf = (repository: number): string => `${form} ${repository}`;
  // A group of its own: it is read when a rule asks for it, and goes when nobody has for long.
  const runIn = (repository: number, attempt: string): string =>
    `${groupOf(repository)} run ${attempt}`;
  const later = (repository: number, key: string, value: unknown): void =>
    write(groupOf(repository), { key, bytes: serialize(value) });
  const comeBack = (repository: number, { key, bytes }: CacheEntry): void => {
    const space = key.indexOf(" ");
    const [kind, id] = [key.slice(0, space), key.slice(space + 1)];
    const value: unknown = deserialize(bytes);
    if (kind === "blob") memory.keepBlob(repository, id, value as Uint8Array);
    if (kind === "tree") memory.keepTree(repository, id, value as never);
    if (kind === "root") memory.keepRoot(repository, id, value as string);
  };
  const packedOf = async (
    repository: number,
    attempt: string,
  ): Promise<Fact<readonly Uint8Array[]> | undefined> => {
    try {
      const { entries } = await store.read(runIn(repository, attempt), 0, READ_AT_MOST);
      const [packed] = entries;
      return packed && (deserialize(packed.bytes) as Fact<readonly Uint8Array[]>);
    } catch (error) {
      report(error);
      return undefined;
    }
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
    async delivered(repository, attempt, open) {
      const known = await memory.delivered(repository, attempt, open);
      if (known !== undefined) return known;
      const packed = await packedOf(repository, attempt);
      if (packed === undefined) return undefined;
      const opened = packed.state === "known" ? await open(packed.value) : packed;
      // It could be opened when it was kept.
      if (opened.state !== packed.state) return undefined;
      memory.keepDelivered(repository, attempt, opened, packed);
      return opened;
    },
    keepDelivered(repository, attempt, fact, packed) {
      memory.keepDelivered(repository, attempt, fact, packed);
      // An opened archive is no plain value.
      write(runIn(repository, attempt), { key: "packed", bytes: serialize(packed) });
    },
  };
}
