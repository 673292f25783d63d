import { describe, expect, test } from "@jest/globals";
import { createObjectCache } from "../../../src/github/caches/object-cache.ts";

const bytes = (length: number): Uint8Array => new Uint8Array(length);

describe("an object cache", () => {
  test("gives back what it keeps, by repository and kind", () => {
    const cache = createObjectCache(1000);
    const blob = bytes(3);
    const tree = [{ path: "a", type: "blob", id: "1" }] as const;
    cache.keepBlob(1, "x", blob);
    cache.keepTree(1, "x", tree);
    expect(cache.blob(1, "x")).toBe(blob);
    expect(cache.tree(1, "x")).toBe(tree);
    expect(cache.blob(2, "x")).toBeUndefined();
    expect(cache.tree(2, "x")).toBeUndefined();
  });

  test("forgets what was used least lately once it holds too many bytes", () => {
    const cache = createObjectCache(100);
    cache.keepBlob(1, "a", bytes(40));
    cache.keepBlob(1, "b", bytes(40));
    cache.blob(1, "a");
    cache.keepBlob(1, "c", bytes(40));
    expect(["a", "b", "c"].filter((id) => cache.blob(1, id))).toEqual(["a", "c"]);
  });

  test("makes as much room as is needed", () => {
    const cache = createObjectCache(100);
    for (const id of ["a", "b", "c", "d"]) cache.keepBlob(1, id, bytes(25));
    cache.keepBlob(1, "e", bytes(60));
    expect(["a", "b", "c", "d", "e"].filter((id) => cache.blob(1, id))).toEqual(["d", "e"]);
  });

  test("does not empty itself for what is larger than all its room", () => {
    const cache = createObjectCache(100);
    cache.keepBlob(1, "a", bytes(40));
    cache.keepBlob(1, "b", bytes(101));
    expect(cache.blob(1, "a")).toEqual(bytes(40));
    expect(cache.blob(1, "b")).toBeUndefined();
  });

  test("keeps the same object, by which what was parsed is found, and counts it once", () => {
    const cache = createObjectCache(100);
    const first = bytes(40);
    cache.keepBlob(1, "a", first);
    for (let i = 0; i < 5; i += 1) cache.keepBlob(1, "a", bytes(40));
    cache.keepBlob(1, "b", bytes(60));
    expect(cache.blob(1, "a")).toBe(first);
  });

  test("counts folders by their entries", () => {
    const cache = createObjectCache(1000);
    const entries = Array.from({ length: 4 }, (_, i) => ({
      path: `${i}`,
      type: "blob" as const,
      id: `${i}`,
    }));
    cache.keepTree(1, "a", entries);
    cache.keepTree(1, "b", entries);
    expect(cache.tree(1, "a")).toBeUndefined();
    expect(cache.tree(1, "b")).toBe(entries);
  });
});
