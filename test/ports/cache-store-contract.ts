import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import type { CacheStore } from "../../src/ports/cache-store.ts";

export interface OpenedCache {
  readonly store: CacheStore;
  /** Another one on the same cache: another replica, or this one started again. */
  readonly again: () => CacheStore | Promise<CacheStore>;
  readonly close: () => void | Promise<void>;
}

const MUCH = 1_000_000;

/** What every cache must do. */
export function describeCacheStore(
  name: string,
  open: (mostBytes: number) => OpenedCache | Promise<OpenedCache>,
): void {
  describe(`${name}:`, () => {
    let opened: OpenedCache;
    beforeEach(async () => {
      opened = await open(1000);
    });
    afterEach(() => opened.close());

    const keys = async (group: string, after = 0, most = MUCH): Promise<readonly string[]> => {
      const { entries } = await opened.store.read(group, after, most);
      return entries.map(({ key }) => key);
    };

    test("gives back what was kept, byte for byte, to another replica too", async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
      await opened.store.keep("a", [{ key: "one", bytes }]);
      const page = await (await opened.again()).read("a", 0, MUCH);
      expect(page.entries.map((each) => [each.key, [...each.bytes]])).toEqual([
        ["one", [...bytes]],
      ]);
      expect(await keys("b")).toEqual([]);
    });

    test("tells what is new since a mark, and keeps what is there", async () => {
      await opened.store.keep("a", [sized("one", 10), sized("two", 10)]);
      const first = await opened.store.read("a", 0, MUCH);
      await opened.store.keep("a", [sized("two", 20), sized("three", 10)]);
      await opened.store.keep("b", [sized("other", 10)]);
      const second = await opened.store.read("a", first.mark, MUCH);
      expect(second.entries.map(({ key }) => key)).toEqual(["three"]);
      expect(await opened.store.read("a", second.mark, MUCH)).toEqual({ entries: [], mark: second.mark }); // prettier-ignore
      const [, two] = (await opened.store.read("a", 0, MUCH)).entries;
      expect(two?.bytes).toHaveLength(10);
    });

    test("of very much gives the latest", async () => {
      await opened.store.keep(
        "a",
        ["one", "two", "three"].map((key) => sized(key, 100)),
      );
      expect(await keys("a", 0, 250)).toEqual(["two", "three"]);
      expect(await keys("a", 0, 50)).toEqual([]);
    });

    test("drops the group that was used least lately where all take too much room", async () => {
      for (const group of ["a", "b", "c"]) {
        await opened.store.keep(group, [sized("one", 300)]);
        await passed();
      }
      await keys("a");
      await passed();
      await opened.store.keep("d", [sized("one", 300)]);
      const left = await Promise.all(["a", "b", "c", "d"].map((group) => keys(group)));
      expect(left.map(({ length }) => length)).toEqual([1, 0, 1, 1]);
    });

    test("keeps nothing that takes too much room by itself", async () => {
      await opened.store.keep("a", [sized("one", 1001)]);
      expect(await keys("a")).toEqual([]);
      await opened.store.keep("a", [sized("two", 1000)]);
      expect(await keys("a")).toEqual(["two"]);
    });

    test("tells for how long an entry may be believed, and gives none whose time is over", async () => {
      await opened.store.keep("a", [
        { ...sized("short", 10), lasts: 60 },
        { ...sized("long", 10), lasts: 60_000 },
        sized("ever", 10),
      ]);
      const { entries } = await opened.store.read("a", 0, MUCH);
      const [short, long, ever] = entries;
      expect(entries.map(({ key }) => key)).toEqual(["short", "long", "ever"]);
      expect(short?.lasts).toBeGreaterThan(0);
      expect(short?.lasts).toBeLessThanOrEqual(60);
      expect(long?.lasts).toBeGreaterThan(50_000);
      expect(ever).not.toHaveProperty("lasts");
      await passed(80);
      expect(await keys("a")).toEqual(["long", "ever"]);
    });

    test("keeps anew what no longer lasts, for those too who have read on since, and counts it once", async () => {
      await opened.store.keep("a", [{ ...sized("one", 400), lasts: 20 }]);
      const { mark } = await opened.store.read("a", 0, MUCH);
      await passed(40);
      await opened.store.keep("a", [{ ...sized("one", 500), lasts: 60_000 }]);
      const { entries } = await opened.store.read("a", mark, MUCH);
      expect(entries.map(({ bytes }) => bytes.length)).toEqual([500]);
      await opened.store.keep("b", [sized("other", 500)]);
      expect(await keys("a")).toEqual(["one"]);
    });

    test("lets several keep the same at once", async () => {
      const entries = Array.from({ length: 20 }, (_, i) => sized(`e${i}`, 10));
      await Promise.all(
        [entries, entries.toReversed(), entries].map((each) => opened.store.keep("a", each)),
      );
      expect(new Set(await keys("a"))).toEqual(new Set(entries.map(({ key }) => key)));
      expect(await keys("a")).toHaveLength(20);
    });
  });
}

/** Clocks tell milliseconds apart. */
function passed(milliseconds = 5): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function sized(key: string, size: number) {
  return { key, bytes: new Uint8Array(size).fill(7) };
}
