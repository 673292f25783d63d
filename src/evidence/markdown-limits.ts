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
const MAX_PIPES = 10_000;
/** Brackets and emphasis of one paragraph, squared and summed: what resolving them costs. */
const MAX_MARK_COST = 6_000 ** 2;

/**
 * Looks for what makes a Markdown parser slow, in one pass over the lines: 60 KB of quotes or a
 * paragraph of asterisks keep it busy for minutes. Counts are upper bounds of what the parser meets.
 */
export function excessOf(text: string): Excess | undefined {
  if (text.length > MAX_MARKDOWN_BYTES || byteLength(text) > MAX_MARKDOWN_BYTES) {
    return excess(1, `at most ${MAX_MARKDOWN_BYTES} bytes of Markdown`, "the text is longer");
  }
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > MAX_LINES) {
    return excess(MAX_LINES, `at most ${MAX_LINES} lines`, `there are ${lines.length}`);
  }
  const nesting = nestingCounter();
  let containers = 0;
  let pipes = 0;
  let marks = 0;
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
    pipes += content.split("|").length - 1;
    if (pipes > MAX_PIPES)
      return excess(line, `at most ${MAX_PIPES} table cells`, "there are more");
    // A paragraph ends at a blank line at the latest.
    const added = content.trim() === "" ? -marks : marksOf(content);
    cost += (marks + added) ** 2 - (added < 0 ? 0 : marks ** 2);
    marks += added;
    if (cost > MAX_MARK_COST) {
      return excess(line, "fewer brackets and asterisks", "one paragraph is full of them");
    }
  }
  return undefined;
}

function excess(line: number, expected: string, seen: string): Excess {
  return { line, message: `expected ${expected}; ${seen}: shorten or simplify it` };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Characters that can open or close emphasis or a link; those between letters or spaces cannot. */
function marksOf(line: string): number {
  return line.match(/[[\]*~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g)?.length ?? 0;
}

const CONTAINER = /[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;

/** What a line does to the nesting. */
interface Nesting {
  readonly depth: number;
  /** Quotes and lists that begin on the line; the next item of a list does not count. */
  readonly opened: number;
}

/** Follows how deep quotes and lists are nested, by their markers and their indentation. */
function nestingCounter(): (line: string) => Nesting {
  /** Columns at which the content of the open list items begins. */
  const open: number[] = [];
  let before = 0;
  let blank = true;
  return (line) => {
    if (line.trim() === "") {
      blank = true;
      return { depth: open.length, opened: 0 };
    }
    let quotes = 0;
    let items = 0;
    let end = 0;
    CONTAINER.lastIndex = 0;
    for (let found = CONTAINER.exec(line); found !== null; found = CONTAINER.exec(line)) {
      end = CONTAINER.lastIndex;
      if (found[0].endsWith(">")) {
        quotes += 1;
        continue;
      }
      items += 1;
      const column = end - found[0].trimStart().length;
      while (column < (open.at(-1) ?? 0)) open.pop();
      open.push(end);
    }
    const content = line.slice(end).trimStart();
    if (items === 0 && blank && content !== "") {
      const column = line.length - content.length;
      while (column < (open.at(-1) ?? 0)) open.pop();
    }
    const depth = quotes + open.length;
    const anew = depth !== before || (blank && quotes > 0);
    const opened = anew ? quotes + items : Math.max(0, items - 1);
    before = depth;
    blank = items === 0 && content === "";
    return { depth, opened };
  };
}
