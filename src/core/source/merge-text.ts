/**
 * Two edits of one text joined, as git joins them; undefined where it may not be able to. Each side counts
 * as one edit, from the first line that it changes to the last. Between the two there has to be a line that
 * stands once in each text: no way of comparing lines takes it for another one, so that above and below it
 * only one side has changed anything. Without such a line the text would depend on which equal lines a
 * comparison takes for each other, and whoever writes one side can choose them.
 */
export function mergeText(ancestor: string, ours: string, theirs: string): string | undefined {
  if (ours === theirs || ancestor === theirs) return ours;
  if (ancestor === ours) return theirs;
  const [before, ...sides] = [ancestor, ours, theirs].map(linesOf);
  if (before === undefined) return undefined;
  const [first, second] = sides
    .map((side) => editOf(before, side))
    .toSorted((one, other) => one.start - other.start);
  if (first === undefined || second === undefined) return undefined;
  const between = before.slice(first.end, second.start);
  const isApart = between.some((line) => [before, ...sides].every((all) => standsOnce(line, all)));
  if (!isApart) return undefined;
  return [
    ...before.slice(0, first.start),
    ...first.lines,
    ...between,
    ...second.lines,
    ...before.slice(second.end),
  ].join("");
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

/** Lines `start` to `end` (without it) of the old text that become others. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

function editOf(before: readonly string[], after: readonly string[]): Edit {
  const start = equalLines(before, after);
  const below = equalLines(before.slice(start).toReversed(), after.slice(start).toReversed());
  return {
    start,
    end: before.length - below,
    lines: after.slice(start, after.length - below),
  };
}

/** How many lines two texts begin with in common. */
function equalLines(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((line, i) => line !== other[i]);
  return differs === -1 ? one.length : differs;
}

function standsOnce(line: string, lines: readonly string[]): boolean {
  return lines.indexOf(line) !== -1 && lines.indexOf(line) === lines.lastIndexOf(line);
}
