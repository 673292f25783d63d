import type { Heading, Nodes, Paragraph, Root, RootContent } from "mdast";

type Position = NonNullable<Nodes["position"]>;
type Point = Position["start"];

/** A line that a paragraph of nothing but words may have: no list begins it, nothing in it is a mark. */
const WORDS = /^(?!\d+[.)])[\p{L}\d("'](?:[^\t*_`[\]!<&\\~|]*[^\s*_`[\]!<&\\~|])?$/u;
/** A heading of nothing but words. */
const TITLE = /^(#{1,6}) ([\p{L}\d("'](?:[^\t#*_`[\]!<&\\~|]*[^\s#*_`[\]!<&\\~|])?)$/u;
const BLANK = /^[ \t]*$/;
/**
 * What reaches past a blank line or a heading: fenced code and HTML, and a link's definition, which the
 * whole text may use. A parser also takes a carriage return for the end of a line.
 */
const REACHING = /```|~~~|<|\]:|\r/;

/** A block of nothing but words, and the line behind it. */
interface PlainBlock {
  readonly node: Heading | Paragraph;
  readonly end: number;
}

/** Lines that the parser is to read, from one on and up to another. */
interface Run {
  readonly start: number;
  readonly end: number;
}

/** Stands between two runs that the parser reads at once: an empty heading, which ends every block. */
const DIVIDER = "#\n";

/**
 * The tree of a Markdown text, of which the parser reads only what it is needed for. Most of what people
 * write are headings and paragraphs of words, which are read here at a fraction of the cost; all runs of
 * other blocks between them are read by `parse`, at once. The tree is the one that `parse` makes of the whole.
 */
export function treeByBlocks(text: string, parse: (text: string) => Root): Root {
  if (REACHING.test(text)) return parse(text);
  const lines = text.split("\n");
  const startOf = offsetsOf(lines);
  const point = (line: number, column: number): Point => ({
    line: line + 1,
    column: column + 1,
    offset: (startOf[line] ?? 0) + column,
  });
  const parts: (RootContent | Run)[] = [];
  const runs: Run[] = [];
  /** Where the run of blocks begins that the parser is to read. */
  let start: number | undefined;
  const endRun = (end: number): void => {
    if (start === undefined) return;
    const run = { start, end };
    parts.push(run);
    runs.push(run);
    start = undefined;
  };
  /** Whether the line before ends whatever stood there. */
  let fresh = true;
  for (let at = 0; at < lines.length;) {
    if (BLANK.test(lines[at] ?? "")) {
      fresh = true;
      at += 1;
      continue;
    }
    const block = title(lines, at, point) ?? (fresh ? words(lines, at, point) : undefined);
    if (block === undefined) {
      start ??= at;
      fresh = false;
      at += 1;
    } else {
      endRun(at);
      parts.push(block.node);
      fresh = true;
      at = block.end;
    }
  }
  endRun(lines.length);
  const found = readRuns(runs, text, startOf, parse);
  const children = parts.flatMap((part) => ("type" in part ? [part] : (found.get(part) ?? [])));
  const last = lines.length - 1;
  const end = point(last, lines[last]?.length ?? 0);
  return { type: "root", children, position: { start: point(0, 0), end } };
}

/** What the parser makes of each run, in its place in the whole. To start it costs more than to read a list. */
function readRuns(
  runs: readonly Run[],
  text: string,
  startOf: readonly number[],
  parse: (text: string) => Root,
): ReadonlyMap<Run, readonly RootContent[]> {
  const found = new Map<Run, RootContent[]>();
  if (runs.length === 0) return found;
  const texts = runs.map(({ start, end }) => text.slice(startOf[start], startOf[end]));
  const nodes = parse(texts.join(DIVIDER)).children;
  let next = 0;
  let offset = 0;
  let line = 0;
  for (const [i, run] of runs.entries()) {
    const end = offset + (texts[i]?.length ?? 0);
    const own: RootContent[] = [];
    for (let node = nodes[next]; node && offsetOf(node) < end; node = nodes[next]) {
      shift(node, run.start - line, (startOf[run.start] ?? 0) - offset);
      own.push(node);
      next += 1;
    }
    found.set(run, own);
    next += 1; // the divider
    line += run.end - run.start + 1;
    offset = end + DIVIDER.length;
  }
  return found;
}

function offsetOf({ position }: RootContent): number {
  return position?.start.offset ?? 0;
}

/** A heading ends every block before it. */
function title(
  lines: readonly string[],
  at: number,
  point: (line: number, column: number) => Point,
): PlainBlock | undefined {
  const [line, marks, value] = TITLE.exec(lines[at] ?? "") ?? [];
  if (line === undefined || marks === undefined || value === undefined) return undefined;
  const end = point(at, line.length);
  const text = { start: point(at, marks.length + 1), end };
  const node: Heading = {
    type: "heading",
    depth: marks.length as Heading["depth"],
    children: [{ type: "text", value, position: text }],
    position: { start: point(at, 0), end },
  };
  return { node, end: at + 1 };
}

/** Lines of words up to a blank line or a heading; one line with a mark in it leaves all to the parser. */
function words(
  lines: readonly string[],
  at: number,
  point: (line: number, column: number) => Point,
): PlainBlock | undefined {
  let end = at;
  while (WORDS.test(lines[end] ?? "")) end += 1;
  const next = lines[end] ?? "";
  if (end === at || !(BLANK.test(next) || TITLE.test(next))) return undefined;
  const last = lines[end - 1] ?? "";
  const own = (): Position => ({ start: point(at, 0), end: point(end - 1, last.length) });
  const value = lines.slice(at, end).join("\n");
  const node: Paragraph = {
    type: "paragraph",
    children: [{ type: "text", value, position: own() }],
    position: own(),
  };
  return { node, end };
}

function offsetsOf(lines: readonly string[]): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const line of lines) {
    offsets.push(offset);
    offset += line.length + 1;
  }
  return offsets;
}

/** Moves a node of a part to its place in the whole. Parts begin at the beginning of a line. */
function shift(node: Nodes, lines: number, offset: number): void {
  const moved = (point: Point): Point => ({
    line: point.line + lines,
    column: point.column,
    offset: (point.offset ?? 0) + offset,
  });
  const { position } = node;
  if (position) node.position = { start: moved(position.start), end: moved(position.end) };
  if ("children" in node) for (const child of node.children) shift(child, lines, offset);
}
