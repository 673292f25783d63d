import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Fact } from "../../src/core/model/fact.ts";
import type { RecordStore } from "../../src/ports/record-store.ts";

export interface OpenedRecords {
  /** A store that is empty, looked at afresh. */
  readonly store: () => Promise<RecordStore>;
  readonly close: () => void | Promise<void>;
}

const first = { name: "000001-7-aaaaaaaaaaaa.json", text: '{"é":1}\n', message: "One" };
const second = { name: "000002-8-bbbbbbbbbbbb.json", text: '{"é":2}\n', message: "Two" };

/** What every store of records must do. */
export function recordsContract(name: string, open: () => Promise<OpenedRecords>): void {
  describe(`${name} keeps records`, () => {
    let opened: OpenedRecords;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    test("in their order, word for word, for whoever looks later", async () => {
      const store = await opened.store();
      const empty = value(await store.list());
      expect(empty).toEqual({ tip: undefined, records: [] });
      expect(value(await store.append(first, empty.tip))).toBe("appended");
      const one = value(await store.list());
      expect(one.records).toEqual([{ name: first.name, id: expect.any(String) }]);
      expect(value(await store.append(second, one.tip))).toBe("appended");

      const later = await opened.store();
      const both = value(await later.list());
      expect(both.records.map((record) => record.name)).toEqual([first.name, second.name]);
      expect(new Set(both.records.map(({ id }) => id)).size).toBe(2);
      const texts = await Promise.all(both.records.map((record) => later.text(record)));
      expect(texts.map(value)).toEqual([first.text, second.text]);
    });

    test("and lets nobody add to what is not there any more", async () => {
      const store = await opened.store();
      const before = value(await store.list());
      const third = { name: "000003-9-cccccccccccc.json", text: "{}\n", message: "Three" };
      expect(value(await store.append(third, undefined))).toBe("moved");
      expect(value(await store.append(third, before.tip))).toBe("appended");
      const late = { ...third, name: "000003-9-dddddddddddd.json" };
      expect(value(await store.append(late, before.tip))).toBe("moved");
      expect(value(await store.list()).records.map((record) => record.name)).toEqual([
        first.name,
        second.name,
        third.name,
      ]);
    });
  });
}

function value<T>(fact: Fact<T>): T {
  if (fact.state === "known") return fact.value;
  throw new Error(fact.reason);
}
