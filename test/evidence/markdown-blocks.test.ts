import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { treeByBlocks } from "../../src/evidence/markdown-blocks.ts";
import { markdownTree } from "../../src/evidence/markdown-tree.ts";

/** The texts that the parser had to read. */
function readByParser(text: string): string[] {
  const read: string[] = [];
  treeByBlocks(text, (part) => {
    read.push(part);
    return markdownTree(part);
  });
  return read;
}

/** Lines that begin, continue or end blocks of every sort, and words that only look so. */
const LINES = [
  "",
  "",
  "",
  "Words, and more of them.",
  "words",
  "2026 was a year",
  "(in brackets)",
  "1. one",
  "7) seven",
  "# Title",
  "## 2.1 Data & more",
  "### Data",
  "### ",
  "## closed ##",
  "##no heading",
  "####### seven",
  " # indented",
  "- item",
  "- ",
  "-",
  "* [x] done",
  "+ [ ] open",
  "  still in the item",
  "    code or in the item",
  "\ttabbed",
  "> quoted",
  ">",
  "> - both",
  "| a | b |",
  "| - | - |",
  "a | b",
  ":-",
  "--- | ---",
  "---",
  "===",
  "***",
  "_ _ _",
  "*emphasis* and **more",
  "closed** of it",
  "a_b_c",
  "`code",
  "code`",
  "```",
  "~~~",
  "~~gone~~",
  "<div>",
  "</div>",
  "<!-- comment",
  "-->",
  "a <b> c",
  "[a]: b",
  "[a]",
  "[a](b)",
  "![a](b)",
  "two spaces  ",
  "one space ",
  "back\\",
  "\\# no title",
  "&amp; &copy;",
  "a\u00A0",
  "\u00A0a",
  "\u2003",
  "é 漢字 😀",
  "😀",
  "a\tb",
  "   three",
  "a # b",
  "a=b + c - d",
  "https://example.org/a?b=c",
  "\u0085",
  "a\u2028b",
  "\f",
  "a\v",
];

describe("the tree is that of the parser", () => {
  test("for lines of every sort in any order", () => {
    const text = fc
      .tuple(
        fc.array(fc.constantFrom(...LINES), { maxLength: 14 }),
        fc.constantFrom("\n", "\n", "\n", "\n", "\r\n"),
      )
      .map(([lines, end]) => lines.join(end));
    fc.assert(
      fc.property(text, (each) => {
        expect(treeByBlocks(each, markdownTree)).toEqual(markdownTree(each));
      }),
      { numRuns: 1_500 },
    );
  });

  test("for any characters", () => {
    const character = fc.constantFrom(
      ...Array.from("ab1.)#-+*_>|:~`[]()!<&\\= \t\n\n\n\r\u00A0é😀"),
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 40 }), (characters) => {
        const text = characters.join("");
        expect(treeByBlocks(text, markdownTree)).toEqual(markdownTree(text));
      }),
      { numRuns: 1_500 },
    );
  });

  test.each(
    ["docs", "rules", "examples", "test/evidence"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".md"))
        .map((path) => join(folder, path)),
    ),
  )("for %s", (path) => {
    const text = readFileSync(path, "utf8");
    expect(treeByBlocks(text, markdownTree)).toEqual(markdownTree(text));
  });
});

describe("the parser reads only what it is needed for", () => {
  test.each([
    ["nothing of headings and paragraphs", "# A\n\nwords\nmore words\n\n## B\nwords\n", []],
    ["a list up to the next heading", "# A\n\n- b\n\n  c\n\n# D\n", ["- b\n\n  c\n\n"]],
    ["a list up to the next paragraph", "a\n\n- b\n\nc\n", ["- b\n\n"]],
    ["all runs at once", "- a\n\nb\n\n> c\n# D\n*e*\n", ["- a\n\n#\n> c\n#\n*e*\n"]],
    ["a paragraph with a mark in it", "a\n\nb\n*c*\nd\n\ne", ["b\n*c*\nd\n\n"]],
    ["all of it where code is fenced", "a\n\n```\nb\n```\n", ["a\n\n```\nb\n```\n"]],
    ["all of it where a link is defined", "a\n\n[b]: c\n", ["a\n\n[b]: c\n"]],
  ])("%s", (_name, text, expected) => {
    expect(readByParser(text)).toEqual(expected);
  });
});
