import { expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { LineHits } from "../../../src/evidence/coverage/line-hits.ts";

function filled(entries: Iterable<readonly [number, number]>): LineHits {
  const hits = new LineHits();
  for (const [line, count] of entries) hits.set(line, count);
  return hits;
}

test("is what a map is, in the order of the lines", () => {
  const line = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 999_999_999 }));
  const entries = fc.array(fc.tuple(line, fc.nat()), { maxLength: 40 });
  fc.assert(
    fc.property(entries, (all) => {
      const map = new Map(all);
      const hits = filled(all);
      const ordered = [...map].toSorted(([a], [b]) => a - b);
      const seen: [number, number][] = [];
      hits.forEach((count, each) => seen.push([each, count]));
      expect([...hits]).toEqual(ordered);
      expect(seen).toEqual(ordered);
      expect([...hits.keys()]).toEqual(ordered.map(([each]) => each));
      expect([...hits.values()]).toEqual(ordered.map(([, count]) => count));
      expect(hits.size).toBe(map.size);
      expect(all.every(([each]) => hits.has(each) && hits.get(each) === map.get(each))).toBe(true);
      expect(hits.has(51_000_000_000)).toBe(false);
    }),
  );
});
