import { isLongerThan } from "../core/source/is-longer-than.ts";
import { nestingCounter } from "./markdown-nesting.ts";
import { paragraphCost } from "./markdown-paragraph-cost.ts";

/** Why a text is not read, and the line at which it goes too far. */
export interface Excess {
  readonly line: number;
  readonly message: string;
}

/** A quarter of a megabyte is a book; a card is a few pages. */
export const MAX_MARKDOWN_BYTES = 262_144;
const MAX_LINES = 20_000;
const MAX_DEPTH = 50;
/** Quotes and lists that begin anew. Their cost grows with the square of their number. */
const MAX_CONTAINERS = 1_500;
/** Headings underlined with dashes or equals signs, and lines across the page. */
const MAX_UNDERLINES = 1_000;
const MAX_PIPES = 10_000;
/** Of all paragraphs; 6,000 marks in one of them, or a second of work. */
const MAX_PARAGRAPH_COST = 6_000 ** 2;

/**
 * Looks for what makes a Markdown parser slow, in one pass over the lines: 60 KB of quotes or a
 * paragraph of asterisks keep it busy for minutes. Counts are upper bounds of what the parser meets.
 */
export function excessOf(text: string): Excess | undefined {
  if (isLongerThan(text, MAX_MARKDOWN_BYTES)) {
    return excess(1, `at most ${MAX_MARKDOWN_BYTES} bytes of Markdown`, "the text is longer");
  }
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > MAX_LINES) {
    return excess(MAX_LINES, `at most ${MAX_LINES} lines`, `there are ${lines.length}`);
  }
  const nesting = nestingCounter();
  let containers = 0;
  let underlines = 0;
  let pipes = 0;
  let paragraph: string[] = [];
  let cost = 0;
  for (const [index, content] of lines.entries()) {
    const line = index + 1;
    if (content.includes("\0")) return excess(line, "text", "there is a NUL byte");
    const { depth, opened } = nesting(content);
    if (depth > MAX_DEPTH) {
      return excess(line, `quotes and lists at most ${MAX_DEPTH} deep`, `these are ${depth} deep`);
    }
    containers += opened;
    if (containers > MAX_CONTAINERS) {
      return excess(line, `at most ${MAX_CONTAINERS} quotes and lists`, "there are more");
    }
    if (UNDERLINE.test(content)) underlines += 1;
    if (underlines > MAX_UNDERLINES) {
      return excess(line, `at most ${MAX_UNDERLINES} underlined headings`, "there are more");
    }
    pipes += content.split("|").length - 1;
    if (pipes > MAX_PIPES)
      return excess(line, `at most ${MAX_PIPES} table cells`, "there are more");
    // A paragraph ends at a blank line at the latest; other white space than this does not end it.
    const blank = /^[ \t]*$/.test(content);
    if (!blank) paragraph.push(content);
    if (!blank && line < lines.length) continue;
    cost += paragraphCost(paragraph.join("\n"));
    paragraph = [];
    if (cost > MAX_PARAGRAPH_COST) {
      return excess(line, "fewer brackets, asterisks and backticks", "a paragraph is full of them");
    }
  }
  return undefined;
}

function excess(line: number, expected: string, seen: string): Excess {
  return { line, message: `expected ${expected}; ${seen}: shorten or simplify it` };
}

const UNDERLINE = /^[\s>*+.)\d-]*(?:=+|-)[ \t]*$/;
