/** A line and a column, both from 1; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns. Lines end in LF, CRLF or CR, as YAML 1.2 (5.4) has it. */
export function lineIndex(text: string): (offset: number) => Position {
  const starts = [0];
  for (const lineEnd of text.matchAll(/\r\n|\r|\n/g)) {
    starts.push(lineEnd.index + lineEnd[0].length);
  }
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
