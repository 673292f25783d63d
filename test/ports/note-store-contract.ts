import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import type { Clock } from "../../src/ports/clock.ts";
import type { NoteStore } from "../../src/ports/note-store.ts";

export interface OpenedNotes {
  readonly store: NoteStore;
  /** Another one on the same notes: another replica, or this one started again. */
  readonly again: () => NoteStore | Promise<NoteStore>;
  readonly close: () => void | Promise<void>;
}

/** What every store of notes must do. */
export function describeNoteStore(
  name: string,
  open: (clock: Clock) => OpenedNotes | Promise<OpenedNotes>,
): void {
  describe(`${name}:`, () => {
    let opened: OpenedNotes;
    let now: number;
    beforeEach(async () => {
      now = Date.parse("2026-01-01T00:00:00Z");
      opened = await open({ now: () => now });
    });
    afterEach(() => opened.close());

    const notesOf = async (subject: string): Promise<unknown> => {
      const [found] = await opened.store.read([subject]);
      return Object.fromEntries(found?.notes ?? []);
    };

    test("knows nothing of a subject that nobody wrote on", async () => {
      expect(await opened.store.read(["a"])).toEqual([{ turn: 0, notes: new Map() }]);
      expect(await opened.store.read([])).toEqual([]);
    });

    test("tells subjects apart, in the order in which they are asked for", async () => {
      await opened.store.write("a", { one: { value: 1 } });
      await opened.store.write("b", {
        one: { value: { deep: ["x", null] } },
        two: { value: true },
      });
      expect(await opened.store.read(["b", "none", "a", "b"])).toEqual(
        [{ one: { deep: ["x", null] }, two: true }, {}, { one: 1 }, { one: { deep: ["x", null] }, two: true }].map(
          (notes) => ({ turn: 0, notes: new Map(Object.entries(notes)) }),
        ), // prettier-ignore
      );
    });

    test("replaces a note and takes it off", async () => {
      await opened.store.write("a", { one: { value: 1 }, two: { value: 2 } });
      await opened.store.write("a", { one: { value: "other" }, two: undefined, three: undefined });
      expect(await notesOf("a")).toEqual({ one: "other" });
    });

    test("lets a note go when its time is over, or when it is written without one stay", async () => {
      const until = now + 100;
      await opened.store.write("a", { short: { value: 1, until }, long: { value: 2, until } });
      await opened.store.write("a", { long: { value: 2 } });
      now = until - 1;
      expect(await notesOf("a")).toEqual({ short: 1, long: 2 });
      now = until;
      expect(await notesOf("a")).toEqual({ long: 2 });
      await opened.store.tidy();
      now = until - 1;
      expect(await notesOf("a")).toEqual({ long: 2 });
    });

    test("counts how often a subject was turned over, and keeps its notes", async () => {
      await opened.store.write("a", { one: { value: 1 } });
      await Promise.all([1, 2, 3].map(() => opened.store.turn("a")));
      expect(await opened.store.read(["a", "b"])).toEqual([
        { turn: 3, notes: new Map([["one", 1]]) },
        { turn: 0, notes: new Map() },
      ]);
    });

    test("is the same for another replica", async () => {
      const other = await opened.again();
      await opened.store.write("a", { one: { value: 1 } });
      await opened.store.turn("a");
      const seen = [{ turn: 1, notes: new Map([["one", 1]]) }];
      expect(await other.read(["a"])).toEqual(seen);
      await other.turn("a");
      await other.write("a", { two: { value: 2 } });
      await other.jot("a", { one: undefined, three: { value: 3 } });
      const notes = new Map(Object.entries({ two: 2, three: 3 }));
      expect(await opened.store.read(["a"])).toEqual([{ turn: 2, notes }]);
    });

    test("lets several write at once", async () => {
      const names = Array.from({ length: 40 }, (_, i) => `n${i}`);
      const all = Object.fromEntries(names.map((each) => [each, { value: each }]));
      const reversed = Object.fromEntries(names.toReversed().map((each) => [each, { value: each }])); // prettier-ignore
      await Promise.all(
        [all, reversed, all, reversed].map((each) => opened.store.write("a", each)),
      );
      expect(await notesOf("a")).toEqual(Object.fromEntries(names.map((each) => [each, each])));
    });

    test.each([
      ["the empty text", ""],
      ["quotes", "a'b\"c"],
      ["what is no character", "\0\ud800"],
      ["other scripts", "ünï 名前"],
      ["a long text", "x".repeat(2000)],
    ])("takes %s as a subject, as a name and as a value", async (_, text) => {
      await opened.store.write(text, { [text]: { value: text } });
      await opened.store.turn(text);
      const seen = [{ turn: 1, notes: new Map([[text, text]]) }];
      expect(await opened.store.read([text])).toEqual(seen);
      await opened.store.write(text, { [text]: undefined });
      expect(await notesOf(text)).toEqual({});
    });
  });
}
