/** Lines that people can read without moving their head. */
const WIDTH = 100;

/**
 * A text broken between words into lines of at most `WIDTH`, the first after `first`, the others
 * indented as far. A word that is longer, such as a path to click on, stays whole.
 */
export function wrap(text: string, first: string, width = WIDTH): string[] {
  const indent = " ".repeat(first.length);
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
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
