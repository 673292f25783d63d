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

/**
 * The tree of a Markdown text, of which the parser reads only what it is needed for. Most of what people
 * write are headings and paragraphs of words, which are read here at a fraction of the cost; runs of
 * other blocks between them are read by `parse`. The tree is the one that `parse` makes of the whole.
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
  const children: RootContent[] = [];
  /** Where the run of blocks begins that the parser is to read. */
  let run: number | undefined;
  const endRun = (end: number): void => {
    if (run === undefined) return;
    const start = startOf[run] ?? 0;
    const { children: found } = parse(text.slice(start, startOf[end]));
    for (const node of found) shift(node, run, start);
    for (const node of found) children.push(node);
    run = undefined;
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
      run ??= at;
      fresh = false;
      at += 1;
    } else {
      endRun(at);
      children.push(block.node);
      fresh = true;
      at = block.end;
    }
  }
  endRun(lines.length);
  const last = lines.length - 1;
  const end = point(last, lines[last]?.length ?? 0);
  return { type: "root", children, position: { start: point(0, 0), end } };
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
