/** What is kept in memory for as long as there is room. */
export interface BoundedMemory {
  get(key: string): unknown;
  /** Keeps a value that takes about so many bytes, in place of another one of this key. */
  keep(key: string, value: unknown, bytes: number): void;
}

/** A memory that forgets what was used least lately once it holds more than `maxBytes`. */
export function createBoundedMemory(maxBytes: number): BoundedMemory {
  const kept = new Map<string, { readonly value: unknown; readonly bytes: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    keep(key, value, bytes) {
      drop(key);
      if (bytes > maxBytes) return;
      kept.set(key, { value, bytes });
      total += bytes;
      for (const oldest of kept.keys()) {
        if (total <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}
