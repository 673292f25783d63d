/** A box of a task list ends the paragraph before it. */
const BOX = /^\s*[-+*]\s+\[[ xX]\]/gm;
/** What can open or close emphasis, a link or a comment; underscores within a word cannot. */
const MARK = /[[\]*~]|<[!?]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
/** How much longer a step through code takes than one between marks; measured. */
const CODE_WEIGHT = 7;

/**
 * What resolving the marks of one paragraph costs a parser at most: each mark looks for its partner
 * among all others, and backticks without a partner make it read on to the end of the paragraph.
 */
export function paragraphCost(paragraph: string): number {
  const marks = paragraph.replaceAll(BOX, "").match(MARK)?.length ?? 0;
  return marks ** 2 + CODE_WEIGHT * codeCost(paragraph);
}

function codeCost(paragraph: string): number {
  const later = new Set<number>();
  let cost = 0;
  for (const { index, 1: escape = "", 2: run = "" } of [
    ...paragraph.matchAll(/(\\?)(`+)/g),
  ].toReversed()) {
    // The first backtick may be escaped where code opens, but not where it closes.
    const opening = run.length - escape.length;
    if (opening > 0 && !later.has(opening)) cost += paragraph.length - index;
    later.add(run.length);
  }
  return cost;
}
