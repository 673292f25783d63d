import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { bytes, folded, joinWithin, paragraph, type Section } from "../../src/report/cut.ts";

const LIMIT = 2000;

const text = fc.string({ unit: "grapheme", maxLength: 60 });

const long = (name: string): Section => paragraph(name, "x".repeat(3000));

/** Sections whose parts can be recognised in the text. */
const sections = fc
  .array(
    fc.record({
      items: fc.array(text, { maxLength: 40 }),
      name: fc.string({ unit: "grapheme", maxLength: 90 }),
    }),
    { maxLength: 12 },
  )
  .map((all): Section[] =>
    all.map(({ items, name }, index) => ({
      name,
      open: `<${index}>`,
      items: items.map((item, at) => `{${index}.${at}}${item}{/${index}.${at}}`),
      close: `</${index}>`,
    })),
  );

describe("joining sections within a number of bytes", () => {
  test("is never over the limit, is UTF-8, and breaks neither section nor item", () => {
    fc.assert(
      fc.property(sections, (given) => {
        const joined = joinWithin(given, LIMIT);
        expect(bytes(joined)).toBeLessThanOrEqual(LIMIT);
        expect(joined.isWellFormed()).toBe(true);
        for (const [index, { items }] of given.entries()) {
          const opened = joined.includes(`<${index}>`);
          expect(joined.includes(`</${index}>`)).toBe(opened);
          const shown = items.filter((item) => joined.includes(item)).length;
          expect(joined.split(`{${index}.`)).toHaveLength(shown + 1);
          // What is missing is missing at the end.
          expect(items.slice(0, shown).every((item) => joined.includes(item))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("says what is missing, and nothing where nothing is", () => {
    fc.assert(
      fc.property(sections, (given) => {
        const joined = joinWithin(given, LIMIT);
        const all = given.every(
          ({ open, items }) =>
            joined.includes(open) && items.every((item) => joined.includes(item)),
        );
        expect(joined.includes("*Left out for length: ")).toBe(!all);
      }),
    );
  });

  test("keeps what is essential and leaves out what is long", () => {
    const small = { ...paragraph("print", "small print"), essential: true };
    const joined = joinWithin(
      [
        paragraph("first", "a"),
        folded("What holds", "What holds (900)", Array(900).fill("- é")),
        small,
      ],
      2000,
    );
    expect(joined).toMatch(/^a\n\n<details>/);
    expect(joined).toMatch(
      /small print\n\n\*Left out for length: \d+ of 900 lines of “What holds”\. `mltrl check` shows everything\.\*$/,
    );
  });

  test("names five parts and counts the rest; where names are long it only counts", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    expect(joinWithin(names.map(long), 2000)).toContain(
      "Left out for length: a; b; c; d; e; and 2 more.",
    );
    expect(joinWithin([long("n".repeat(900))], 2000)).toContain("Left out for length: 1 parts.");
  });

  test("has no empty parts", () => {
    expect(joinWithin([paragraph("", "a"), paragraph("", ""), paragraph("", "b")])).toBe("a\n\nb");
  });
});
