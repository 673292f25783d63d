import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { toString } from "mdast-util-to-string";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { code, html, markdown, plain, prose } from "../../src/report/escape.ts";

const ESC = String.fromCodePoint(0x1b);
const BREAK = "\u200B";

describe("plain", () => {
  test.each([
    ["colours", `${ESC}[31mred${ESC}[0m`, "red"],
    ["eight-bit control sequences", "\u009B2Jgone", "gone"],
    ["window titles", `${ESC}]0;evil\u0007left`, "left"],
    ["links of terminals", `${ESC}]8;;https://evil.example${ESC}\\click`, "click"],
    ["a lone escape", `a${ESC}`, "a"],
    ["newlines and tabs", "one\r\n\ttwo", "one two"],
    ["line separators", "one\u2028two\u2029three", "one two three"],
    ["NUL and DEL", "a\0b\u007Fc", "a b c"],
    ["what turns the reading direction", "user\u202Egnp.exe", "usergnp.exe"],
    ["what cannot be seen", "a\u200Bb\u00ADc\uFEFFd\u{E0041}", "abcd"],
    ["half a character", "a\uD800b", "a\uFFFDb"],
  ])("removes %s", (_, given, shown) => {
    expect(plain(given)).toBe(shown);
  });

  test("shortens by characters and says so", () => {
    expect(plain("😀".repeat(20), 5)).toBe("😀😀😀😀…");
    expect(plain("😀😀😀", 3)).toBe("😀😀😀");
  });
});

describe("markdown", () => {
  test.each([
    ["@alice", "@&#8203;alice"],
    ["@acme/quality", "@&#8203;acme/quality"],
    ["#12", "#&#8203;12"],
    ["acme/scanner#12", "acme/scanner#&#8203;12"],
    ["GH-12", "GH-&#8203;12"],
    ["https://evil.example", "https:&#8203;//evil.example"],
    ["www.evil.example", "www.&#8203;evil.example"],
    ["mailto:a@b.example", "mailto:&#8203;a@&#8203;b.example"],
    ["![x](y)", "!\\[x\\](y)"],
    ["[x](y)", "\\[x\\](y)"],
    ["<img src=x>", "&lt;img src=x&gt;"],
    ["&lt;", "&amp;lt;"],
    ["`code`", "\\`code\\`"],
    ["*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~"],
    ["a|b", "a&#124;b"],
    ["a\\|b", "a\\\\&#124;b"],
    ["$x$", "<span>$</span>x<span>$</span>"],
    ["# a", "#&#8203; a"],
    ["- a", "\\- a"],
    ["1. a", "1\\. a"],
    ["a\n\n# b", "a #&#8203; b"],
    ["<!-- a -->", "&lt;!-- a --&gt;"],
  ])("%s", (given, shown) => {
    expect(markdown(given)).toBe(shown);
  });
});

describe("html", () => {
  test("leaves Markdown alone and HTML none", () => {
    expect(html('<b>"@alice" & *all*</b>')).toBe(
      "&lt;b&gt;&quot;@&#8203;alice&quot; &amp; *all*&lt;/b&gt;",
    );
  });
});

describe("code and prose", () => {
  test("code that would end early or split a cell is written as HTML", () => {
    expect(code("plain")).toBe("`plain`");
    expect(code("a`b|c")).toBe("<code>a\\`b&#124;c</code>");
    expect(code("\n")).toBe("");
  });

  test("prose keeps code and nothing else", () => {
    expect(prose("run `npx *a*` for *b*")).toBe("run `npx *a*` for \\*b\\*");
    expect(prose("a ` alone")).toBe("a \\` alone");
  });
});

const SIGNS = Array.from('`~*_[]()<>|\\!#@$&:;=+-."/\n\t ');

/** Pieces that mean something to Markdown, HTML, GitHub or a terminal. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: fc.constantFrom(...SIGNS), minLength: 1, maxLength: 4 }),
      fc.constantFrom(
        "``",
        "\\|",
        "<br>",
        "</table>",
        "<!--",
        "-->",
        "&#124;",
        "&lt;",
        "1. ",
        "---",
      ),
      fc.constantFrom(
        "http://x.example",
        "www.x.example",
        "@alice",
        "#1",
        "[a](b)",
        "![a](b)",
        "a",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(""));

function cellsOf(cell: string): { types: Set<string>; texts: string[] } {
  const tree = fromMarkdown(`| a | b |\n| :-- | :-- |\n| ${cell} | end |\n`, {
    extensions: [gfmTable(), gfmStrikethrough()],
    mdastExtensions: [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown()],
  });
  expect(tree.children).toHaveLength(1);
  const [table] = tree.children;
  if (table?.type !== "table") throw new Error("the table is broken");
  const types = new Set<string>();
  const row = table.children[1]?.children ?? [];
  for (const { children } of row) {
    for (const child of children) {
      types.add(child.type === "html" ? child.value : child.type);
    }
  }
  return { types, texts: row.map((each) => toString(each, { includeHtml: false })) };
}

const shownText = (text: string): string => text.replaceAll(BREAK, "").trim();

describe("in a table cell", () => {
  test.each([
    ["markdown", markdown, ["text", "<span>", "</span>"]],
    ["code", code, ["text", "inlineCode", "<code>", "</code>", "<span>", "</span>"]],
  ] as const)("%s shows what was given, as text", (_, escape, allowed) => {
    fc.assert(
      fc.property(hostile, (given) => {
        const { types, texts } = cellsOf(escape(given));
        expect([...types].filter((type) => !(allowed as readonly string[]).includes(type))).toEqual(
          [],
        );
        expect(texts).toHaveLength(2);
        expect(shownText(texts[0] ?? "")).toBe(plain(given));
        expect(texts[1]).toBe("end");
      }),
      { numRuns: 2000 },
    );
  });

  test("nothing is left that GitHub would link", () => {
    fc.assert(
      fc.property(hostile, (given) => {
        const text = markdown(given).replaceAll("&#8203;", BREAK);
        expect(text).not.toMatch(/@\w|(?<!&)#\d|:\/\/|www\.\w|GH-\d/i);
      }),
      { numRuns: 2000 },
    );
  });
});
