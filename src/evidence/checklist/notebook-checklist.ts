import type { Root } from "mdast";
import * as z from "zod";
import type { Place } from "../../core/model/place.ts";
import type { Parsed } from "../../core/model/problem.ts";
import { parseWith } from "../../core/source/schema-problems.ts";
import { type LocatedYaml, parseYaml } from "../../core/source/yaml.ts";
import { excessOf, MAX_MARKDOWN_BYTES } from "../markdown-limits.ts";
import { walk } from "../markdown-text.ts";
import { parseMarkdown } from "../markdown.ts";
import { reviewsAt } from "./checklist-reviews.ts";
import { itemsOf, type ReadChecklist } from "./markdown-checklist.ts";

/** Outputs of a notebook are in the file as well; a checklist has few. */
const MAX_NOTEBOOK_BYTES = 4 * 1024 * 1024;

const notebookSchema = z.looseObject({
  nbformat: z.int().min(4),
  metadata: z.looseObject({}).default({}),
  cells: z.array(
    z.looseObject({
      cell_type: z.string(),
      source: z.union([z.string(), z.array(z.string())]),
    }),
  ),
});

/** The Markdown of one cell, and where its lines stand among those of all cells. */
interface Cell {
  readonly number: number;
  readonly text: string;
  /** Lines of the cells before it. */
  readonly before: number;
  /** Where a line of the cell, counted from 1, stands in the notebook. */
  placeOf(line: number): Place;
}

/** Reads a Jupyter notebook (nbformat 4): Markdown cells one below the other, `reviewed` in its metadata. */
export function notebookChecklist(text: string, path: string): Parsed<ReadChecklist> {
  const source = parseYaml(text, path, { maxBytes: MAX_NOTEBOOK_BYTES });
  if (!source.ok) return source;
  const notebook = parseWith(notebookSchema, source.value);
  if (!notebook.ok) return notebook;
  const reviewed = reviewsAt(source.value, ["metadata"]);
  if (!reviewed.ok) return reviewed;
  const cells = markdownCells(notebook.value.cells, source.value);
  const excess = excessOf(cells.map((cell) => cell.text).join("\n\n"));
  if (excess !== undefined) {
    const message = `expected at most ${MAX_MARKDOWN_BYTES} bytes of simple Markdown in all cells; ${excess.message}`;
    return { ok: false, problems: [{ place: { path }, message }] };
  }
  const root: Root = { type: "root", children: [] };
  for (const cell of cells) {
    const parsed = parseMarkdown(cell.text, path);
    if (!parsed.ok) return parsed;
    moveDown(parsed.value, cell.before);
    root.children.push(...parsed.value.children);
  }
  const items = itemsOf(root, path).map((item) => {
    const line = item.place.line ?? 1;
    const cell = cells.findLast(({ before }) => before < line);
    return cell === undefined
      ? item
      : { ...item, place: cell.placeOf(line - cell.before), within: `cell ${cell.number}` };
  });
  return { ok: true, value: { items, reviewed: reviewed.value } };
}

function markdownCells(
  cells: z.output<typeof notebookSchema>["cells"],
  notebook: LocatedYaml,
): readonly Cell[] {
  const found: Cell[] = [];
  let before = 0;
  for (const [index, { cell_type: type, source }] of cells.entries()) {
    if (type !== "markdown") continue;
    const entries = typeof source === "string" ? [source] : source;
    const text = entries.join("");
    const starts = lineStarts(entries);
    found.push({
      number: index + 1,
      text,
      before,
      placeOf: (line) =>
        notebook.placeOf(
          typeof source === "string"
            ? ["cells", index, "source"]
            : ["cells", index, "source", starts.findLastIndex((start) => start <= line)],
        ),
    });
    before += linesIn(text);
  }
  return found;
}

/** On which line of the cell each entry of its source begins: an entry is a line, as a rule. */
function lineStarts(entries: readonly string[]): readonly number[] {
  let line = 1;
  return entries.map((entry) => {
    const start = line;
    line += linesIn(entry) - 1;
    return start;
  });
}

function linesIn(text: string): number {
  return text.split(/\r\n|\r|\n/).length;
}

/** Moves a tree as many lines down, so that cells do not lie upon each other. */
function moveDown(root: Root, lines: number): void {
  walk(root, (node) => {
    if (node.position !== undefined) {
      const { start, end } = node.position;
      node.position = {
        start: { ...start, line: start.line + lines },
        end: { ...end, line: end.line + lines },
      };
    }
    return true;
  });
}
