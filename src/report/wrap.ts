/** Lines that people can read without moving their head. */
const WIDTH = 100;

/**
 * A text broken between words into lines of at most `WIDTH`, the first after `first`, the others
 * indented as far. A word that is longer, such as a path to click on, stays whole, and so does what
 * stands between backticks as long as a line has room for it: people paste it.
 */
export function wrap(text: string, first: string, width = WIDTH): string[] {
  const indent = " ".repeat(first.length);
  const lines: string[] = [];
  let line = first;
  for (const word of wordsOf(text, width - indent.length)) {
    const separator = line === first || line === indent ? "" : " ";
    if (separator !== "" && line.length + separator.length + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line += separator + word;
    }
  }
  return [...lines, line];
}

function wordsOf(text: string, room: number): string[] {
  const words = text.split(" ");
  if (marksIn(text) % 2 === 1) return words;
  const spans: string[][] = [];
  let isOpen = false;
  for (const word of words) {
    if (isOpen) spans.at(-1)?.push(word);
    else spans.push([word]);
    if (marksIn(word) % 2 === 1) isOpen = !isOpen;
  }
  return spans.flatMap((span) => {
    const whole = span.join(" ");
    return whole.length <= room ? [whole] : span;
  });
}

function marksIn(text: string): number {
  return text.split("`").length - 1;
}
