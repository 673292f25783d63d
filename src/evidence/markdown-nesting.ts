const CONTAINER = /[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;

/** What a line does to the nesting. */
export interface Nesting {
  readonly depth: number;
  /** Quotes and lists that begin on the line; the next item of a list does not count. */
  readonly opened: number;
}

/** Follows from line to line how deep quotes and lists are nested, by their markers and their indentation. */
export function nestingCounter(): (line: string) => Nesting {
  /** Columns at which the content of the open list items begins. */
  const open: number[] = [];
  let before = 0;
  let blank = true;
  /** A line to the left of a list's content: it may have ended the list. */
  let outside = false;
  /** A line without so much as a quote's marker: it ends quotes. */
  let gap = true;
  return (line) => {
    if (/^[ \t]*$/.test(line)) {
      blank = true;
      gap = true;
      return { depth: open.length, opened: 0 };
    }
    let quotes = 0;
    let items = 0;
    /** Containers within an item that begins on this line: they begin as well. */
    let inItem = 0;
    let end = 0;
    CONTAINER.lastIndex = 0;
    for (let found = CONTAINER.exec(line); found !== null; found = CONTAINER.exec(line)) {
      end = CONTAINER.lastIndex;
      if (found[0].endsWith(">")) {
        quotes += 1;
        if (items > 0) inItem += 1;
        continue;
      }
      if (items > 0) inItem += 1;
      items += 1;
      const column = end - found[0].trimStart().length;
      while (column < (open.at(-1) ?? 0)) open.pop();
      open.push(end);
    }
    const content = line.slice(end).trimStart();
    const depth = quotes + open.length;
    const anew = depth !== before || outside || (gap && quotes > 0);
    const opened = anew ? quotes + items : inItem;
    outside = items === 0 && content !== "" && line.length - content.length < (open.at(-1) ?? 0);
    if (outside && blank) while (line.length - content.length < (open.at(-1) ?? 0)) open.pop();
    before = quotes + open.length;
    blank = items === 0 && content === "";
    gap = false;
    return { depth, opened };
  };
}
