import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Level } from "../../src/core/model/level.ts";
import { parseCard } from "../../src/evidence/card.ts";
import { setLevel } from "../../src/evidence/edit-card.ts";

const levels = fc.integer({ min: 0, max: 9 }).map((level) => level as Level);

describe("setting the level", () => {
  test.each([
    ["---\nname: a\nlevel: 3 # why\n---\n", "---\nname: a\nlevel: 8 # why\n---\n"],
    [
      "---\r\nlevel:   3\r\nname: x3\r\n---\r\n3\r\n",
      "---\r\nlevel:   8\r\nname: x3\r\n---\r\n3\r\n",
    ],
    ["\uFEFF---\n{level: 3, name: a}\n---\n", undefined],
    ["\uFEFF---\n'level': 3\nname: a\n...\n", "\uFEFF---\n'level': 8\nname: a\n...\n"],
    ["| Level | 3 [3](3.md) |\n|-|-|\n", "| Level | 8 [3](3.md) |\n|-|-|\n"],
    ["\uFEFF|a|3|\n|-|-|\n|TRL|**L3** of 9|", "\uFEFF|a|3|\n|-|-|\n|TRL|**L8** of 9|"],
    [
      "---\nname: a\nlevel: 3\n---\n|TRL|3|\n|-|-|\n",
      "---\nname: a\nlevel: 8\n---\n|TRL|3|\n|-|-|\n",
    ],
    ["---\nname: a\nlevel: 0x3\n---\n", undefined],
    ["---\nname: a\nlevel: 3.0\n---\n", "---\nname: a\nlevel: 8.0\n---\n"],
    ["---\nname: a\nlevel: 03\n---\n", undefined],
    ["---\nname: a\nlevel: '3'\n---\n", undefined],
    ["---\nname: a\n---\n", undefined],
    ["| Level | 3 or 4 |\n|-|-|\n", undefined],
    ["", undefined],
  ])("%j", (before, after) => {
    expect(setLevel(before, 8)).toBe(after);
  });

  const name = fc.string({ unit: fc.constantFrom(..."abc 123".split("")), minLength: 1 });
  const body = fc.string({
    unit: fc.constantFrom(..."ab 3\n#|-*[]()`<>".split("")),
    maxLength: 80,
  });
  const card = fc
    .record({ name, level: levels, body, front: fc.boolean(), end: fc.constantFrom("\n", "\r\n") })
    .map(({ name, level, body, front, end }) => {
      const head = front
        ? `---\nname: "x${name}"\n# level: 1\nlevel: ${level} # ${name}\n---\n`
        : `| Tech name | x${name} |\n|-|-|\n| Current Level | ${level} [${name}](${level}.md) |\n`;
      return { level, text: `${head}\n\n${body}`.replaceAll("\n", end) };
    });

  test("writes one digit, is read again, and can be taken back", () => {
    fc.assert(
      fc.property(card, levels, ({ text, level }, wanted) => {
        const edited = setLevel(text, wanted);
        expect(edited).toHaveLength(text.length);
        const changed = text.split("").filter((character, index) => character !== edited?.[index]);
        expect(changed).toEqual(level === wanted ? [] : [String(level)]);
        expect(parseCard(edited ?? "", "card.md")).toMatchObject({ value: { level: wanted } });
        expect(setLevel(edited ?? "", level)).toBe(text);
      }),
    );
  });

  test("refuses any other text", () => {
    fc.assert(
      fc.property(fc.string(), levels, (text, level) => {
        expect(setLevel(text, level)).toBeUndefined();
      }),
    );
  });
});
