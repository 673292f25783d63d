import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";
import type { Root } from "mdast";
import { splitFrontMatter } from "../../src/evidence/front-matter.ts";
import { preambleOf, sectionsOf } from "../../src/evidence/markdown-sections.ts";
import { bodyText, plainText } from "../../src/evidence/markdown-text.ts";
import { parseMarkdown, placeOf } from "../../src/evidence/markdown.ts";

function read(text: string): Root {
  const parsed = parseMarkdown(text, "a.md");
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join("; "));
  return parsed.value;
}

/** Why a text is refused, with the line; undefined where it is read. */
function refusal(text: string): string | undefined {
  const parsed = parseMarkdown(text, "a.md");
  if (parsed.ok) return undefined;
  return parsed.problems.map(({ place, message }) => `${place.line}: ${message}`).join("; ");
}

const nestedLists = (count: number): string =>
  Array.from({ length: count }, (_, depth) => `${"  ".repeat(depth)}- a\n`).join("");

describe("what is read", () => {
  test("tables, task lists and text struck out, as GitHub shows them", () => {
    const root = read("| a | b |\n| - | - |\n| c | d |\n\n- [x] done\n- [ ] ~~open~~ ~one~\n");
    expect(root.children.map(({ type }) => type)).toEqual(["table", "list"]);
    expect(plainText(root)).toBe("a | b\nc | d\ndone\nopen ~one~");
    const list = root.children.find((node) => node.type === "list");
    expect(list?.children.map(({ checked }) => checked)).toEqual([true, false]);
  });

  test.each([
    ["LF", "a\n\nb\n"],
    ["CRLF", "a\r\n\r\nb\r\n"],
    ["CR", "a\r\rb\r"],
    ["a byte order mark", "\uFEFFa\n\nb\n"],
  ])("places and offsets are those of the text (%s)", (_name, text) => {
    const [, second] = read(text).children;
    expect(second && placeOf(second, "a.md")).toEqual({ path: "a.md", line: 3, column: 1 });
    expect(second?.position?.start.offset).toBe(text.indexOf("b"));
  });

  test("a node that was made up has no line", () => {
    expect(placeOf({ type: "thematicBreak" }, "a.md")).toEqual({ path: "a.md" });
  });
});

describe("text", () => {
  test.each([
    ["*a* **b** `c` [d](e)", "a b c d"],
    ["a  \nb\\\nc", "a\nb\nc"],
    ["<!-- gone -->\n\nstays", "stays"],
    ["a <!-- gone --> b <kbd>c</kbd>", "a  b c"],
    ["<details><summary>More</summary>text</details>", "Moretext"],
    ["<!-- never closed\n- [x] a", ""],
    ["> quoted\n\n1. one\n   - two", "quoted\none\ntwo"],
    ["![a plot](plot.png)", "a plot"],
    ["![](plot.png)", "plot.png"],
    ["a ![](plot.png) b", "a  b"],
    ["```\ncode\n```", "code"],
    ["---\n\n[a]: b", ""],
  ])("%j reads %j", (text, expected) => {
    expect(plainText(read(text))).toBe(expected);
  });

  test("a skeleton of headings says nothing", () => {
    expect(bodyText(read("# a\n\n## b\n").children)).toBe("");
  });
});

describe("sections", () => {
  test("hold their subsections, and end at the next heading of their rank or above", () => {
    const root = read("before\n\n## A *b*\n\none\n\n### B\n\ntwo\n\n## C\n\n# D\n\nthree\n");
    expect(sectionsOf(root).map(({ title, nodes }) => [title, bodyText(nodes)])).toEqual([
      ["A b", "one\ntwo"],
      ["B", "two"],
      ["C", ""],
      ["D", "three"],
    ]);
    expect(plainText(...preambleOf(root))).toBe("before");
    expect(plainText(...preambleOf(read("only\n\ntext")))).toBe("only\ntext");
  });
});

describe("front matter", () => {
  test("is blanked out, so that lines and offsets stay", () => {
    const text = "---\r\nlevel: 1\r\n---\r\n# A\r\n";
    const { frontMatter, body, unclosed } = splitFrontMatter(text);
    expect(frontMatter).toEqual({ text: "level: 1\r\n", firstLine: 2 });
    expect(body).toBe("   \r\n        \r\n   \r\n# A\r\n");
    expect(unclosed).toBe(false);
  });

  test.each([
    ["\uFEFF---\nlevel: 1\n...\n", true],
    ["---\n# a comment\n\n'level': 1\n---\n", true],
    ["---\nlevel: 1\n---", true],
    ["---\n\na line across the page\n\n---\n", false],
    ["text\n---\nlevel: 1\n---\n", false],
    ["----\nlevel: 1\n---\n", false],
    ["---\n---\n", false],
  ])("%j has front matter: %s", (text, expected) => {
    expect(splitFrontMatter(text).frontMatter !== undefined).toBe(expected);
  });

  test("that is never closed is told apart", () => {
    expect(splitFrontMatter("---\nlevel: 1\n# A\n").unclosed).toBe(true);
    expect(splitFrontMatter("---\nA line\n# A\n").unclosed).toBe(false);
  });
});

describe("hostile text is refused before it is parsed", () => {
  test.each([
    ["one line of 1 MB", "a".repeat(1_000_000), "1: expected at most 262144 bytes"],
    ["few characters of many bytes", "€".repeat(100_000), "1: expected at most 262144 bytes"],
    ["lines", "\n".repeat(30_000), "20000: expected at most 20000 lines"],
    ["NUL", "a\nb\0", "2: expected text; there is a NUL byte"],
    ["5,000 quotes", ">".repeat(5000), "1: expected quotes and lists at most 50 deep"],
    ["300 nested lists", nestedLists(300), "51: expected quotes and lists at most 50 deep"],
    ["300 lists on a line", "- ".repeat(300), "1: expected quotes and lists at most 50 deep"],
    ["quotes side by side", "> a\n\n".repeat(9000), "expected at most 1500 quotes and lists"],
    ["lists between paragraphs", "- a\n\nb\n\n".repeat(4000), "expected at most 1500 quotes"],
    ["lists side by side", "- - - a\n".repeat(4000), "expected at most 1500 quotes and lists"],
    ["quotes in items", "- > a\n- > b\n".repeat(4000), "expected at most 1500 quotes and lists"],
    ["lists in a quote", "> - a\n>\n> b\n>\n".repeat(4000), "expected at most 1500 quotes"],
    ["a long table", `|a|\n|-|\n${"|a|\n".repeat(9000)}`, "expected at most 10000 table cells"],
    ["emphasis", "*a_ ".repeat(60_000), "expected fewer brackets"],
    ["nested emphasis", `${"*".repeat(9000)}a${"*".repeat(9000)}`, "expected fewer brackets"],
    ["comments", "<!-- ".repeat(9000), "expected fewer brackets"],
    ["instructions", "a <?x\n".repeat(9000), "expected fewer brackets"],
    ["backticks", "\\```\na".repeat(9000), "expected fewer brackets"],
    ["underlines", "a\n==\n".repeat(2000), "expected at most 1000 underlined headings"],
    ["lines that only look blank", "*a_ *a_ *a_\n\u00A0\n".repeat(3000), "expected fewer brackets"],
    ["brackets", "[".repeat(9000), "expected fewer brackets"],
    ["many paragraphs", `${"*a ".repeat(3000)}\n\n`.repeat(9), "expected fewer brackets"],
  ])("%s", (_name, text, expected) => {
    expect(refusal(text)).toContain(expected);
  });

  test.each([
    ["nesting that people use", nestedLists(40)],
    ["a list of 5,000 items", "- [ ] a\n".repeat(5000)],
    ["a loose list of 3,000 items", "- a\n\n".repeat(3000)],
    ["a quote of 2,000 paragraphs", "> a\n>\n".repeat(2000)],
    ["bold words in 1,000 paragraphs", "**a** and [b](c)\n\n".repeat(1000)],
    ["names with underscores", "snake_case_name ".repeat(5000)],
    ["comments in 500 paragraphs", "text <!-- a\nhint --> text\n\n".repeat(500)],
    ["a comment that is never closed", `a\n\n<!--\n${"- [ ] a\n".repeat(2000)}`],
    ["code in 3,000 cells", `| a |\n|-|\n${"| `a` |\n".repeat(3000)}`],
    ["code of 3,000 lines", `\`\`\`\n${"a = b * c  # d\n".repeat(3000)}\`\`\`\n`],
  ])("but not %s", (_name, text) => {
    expect(refusal(text)).toBeUndefined();
  });

  test("any text is read or refused", () => {
    const pieces = fc.constantFrom(..."#*_~[]()`<>!|-+1.:\\ \t\n\r\0\uFEFFaé".split(""));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: pieces, maxLength: 200 })), (text) => {
        const parsed = parseMarkdown(text, "a.md");
        const sound = parsed.ok
          ? typeof plainText(parsed.value) === "string"
          : parsed.problems.length === 1;
        expect(sound).toBe(true);
      }),
    );
  });
});
