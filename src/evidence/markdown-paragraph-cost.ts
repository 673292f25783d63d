/** A box of a task list ends the paragraph before it. */
const BOX = /^\s*[-+*]\s+\[[ xX]\]/gm;
/** What can open or close emphasis or a link; underscores within a word cannot. */
const MARK = /[[\]*~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
/** Without any of these there is nothing to resolve. */
const COSTLY = /[[\]*~_`<]/;
/** What keeps a parser reading until it is closed, by what closes it. */
const OPENINGS: readonly (readonly [string, RegExp])[] = [
  ["-->", /<!--/g],
  ["?>", /<\?/g],
  ["]]>", /<!\[CDATA\[/g],
  [">", /<![A-Za-z]/g],
];
/** How much longer a step of reading on takes than one between marks; measured. */
const READING_WEIGHT = 7;

/**
 * What resolving the marks of one paragraph costs a parser at most: each mark looks for its partner
 * among all others; code and comments that are never closed are read on to the end each time.
 */
export function paragraphCost(paragraph: string): number {
  if (!COSTLY.test(paragraph)) return 0;
  const marks = paragraph.replaceAll(BOX, "").match(MARK)?.length ?? 0;
  return marks ** 2 + READING_WEIGHT * (codeCost(paragraph) + unclosedCost(paragraph));
}

function unclosedCost(paragraph: string): number {
  let cost = 0;
  for (const [closing, opening] of OPENINGS) {
    const last = paragraph.lastIndexOf(closing);
    for (const { index } of paragraph.matchAll(opening)) {
      if (index > last) cost += paragraph.length - index;
    }
  }
  return cost;
}

function codeCost(paragraph: string): number {
  const later = new Set<number>();
  let cost = 0;
  for (const found of [...paragraph.matchAll(/\\?(`+)/g)].toReversed()) {
    const length = found[1]?.length ?? 0;
    // The first backtick may be escaped where code opens, but not where it closes.
    const opening = found[0].startsWith("\\") ? length - 1 : length;
    if (opening > 0 && !later.has(opening)) cost += paragraph.length - found.index;
    later.add(length);
  }
  return cost;
}
