import type { Nodes, Root, Table, TableRow } from "mdast";
import type { CardRow, CardSection, Cell, Section } from "../core/model/card.ts";
import type { Level } from "../core/model/level.ts";
import type { Place } from "../core/model/place.ts";
import { lineIndex } from "../core/source/line-index.ts";
import { rowLabel, sectionLabel } from "./card-labels.ts";
import { linksIn } from "./card-links.ts";
import { joinSections } from "./card-sections.ts";
import { plainText, walk } from "./markdown-text.ts";
import { placeOf } from "./markdown.ts";
import { levelInCell } from "./stated-level.ts";

/** The summary table of a card, read. */
export interface CardTable {
  readonly table: Table;
  readonly rows: ReadonlyMap<CardRow, Cell>;
  readonly productOwner: Cell | undefined;
  /** Levels that its rows state, each at its digit. */
  readonly levels: readonly { readonly level: Level; readonly place: Place }[];
  /** Sections that stand in the table, as on the deck's card. */
  readonly sections: ReadonlyMap<CardSection, Section>;
  /** Links of the level's row: they lead to earlier cards. */
  readonly levelRow: TableRow | undefined;
}

/** Finds the summary table: the first with a row for the level, or else with two rows of a card. */
export function cardTable(root: Root, source: string, path: string): CardTable | undefined {
  const tables = root.children.filter((node) => node.type === "table");
  const table =
    tables.find((each) => labels(each).includes("current-level")) ??
    tables.find((each) => labels(each).filter((label) => label !== undefined).length > 1);
  return table && read(table, source, path);
}

function labels(table: Table): readonly (string | undefined)[] {
  return table.children.map((row) => rowLabel(labelOf(row)));
}

function read(table: Table, source: string, path: string): CardTable {
  const rows = new Map<CardRow, Cell>();
  const sections = new Map<CardSection, Section>();
  const levels: { level: Level; place: Place }[] = [];
  let productOwner: Cell | undefined;
  let levelRow: TableRow | undefined;
  const put = (label: CardRow, cell: Cell): void => {
    const before = rows.get(label);
    const text = before?.text ? `${before.text}, ${cell.text}` : cell.text;
    if (before === undefined || label === "reviewers") rows.set(label, { ...cell, text });
  };
  const positionOf = lineIndex(source);
  for (const row of table.children) {
    const cell = valueOf(row, path);
    const label = rowLabel(labelOf(row));
    if (label === undefined) {
      const section = sectionLabel(labelOf(row));
      if (section === undefined) continue;
      const before = sections.get(section);
      const written = { ...cell, heading: labelOf(row), links: linksIn(row.children.slice(1)) };
      sections.set(section, before === undefined ? written : joinSections(before, written));
    } else if (label === "current-level") {
      levelRow ??= row;
      put(label, cell);
      const { start, end } = extentOf(row.children[1]?.children ?? []);
      const stated = levelInCell(source.slice(start, end));
      if (stated !== undefined) {
        const place = { path, ...positionOf(start + stated.offset) };
        levels.push({ level: stated.level, place });
      }
    } else if (label === "product-owner") {
      productOwner ??= cell;
    } else if (label === "owner-and-reviewer" || label === "product-owner-and-reviewer") {
      const [owner = "", reviewer = ""] = cell.text.split("/").map((name) => name.trim());
      if (label === "owner-and-reviewer") put("owners", { ...cell, text: owner });
      else productOwner ??= { ...cell, text: owner };
      put("reviewers", { ...cell, text: reviewer });
    } else {
      put(label, cell);
    }
  }
  return { table, rows, productOwner, levels, sections, levelRow };
}

function labelOf(row: TableRow): string {
  const [first] = row.children;
  return first === undefined ? "" : plainText(first);
}

function valueOf(row: TableRow, path: string): Cell {
  const [, cell] = row.children;
  if (cell === undefined) return { text: "", place: placeOf(row, path) };
  let target: string | undefined;
  walk(cell, (node) => {
    if (node.type === "link" && node.url !== "") target ??= node.url;
    return true;
  });
  const text = plainText(...row.children.slice(1)).replaceAll(/\[\^[^[\]]*\]/g, "");
  target ??= /https?:\/\/[^\s<>"]+/.exec(text)?.[0];
  const place = placeOf(cell.children[0] ?? cell, path);
  return { text: text.trim(), place, ...(target !== undefined && { target }) };
}

/** Offsets of what stands in a cell, without the lines that part cells. */
function extentOf(nodes: readonly Nodes[]): { readonly start: number; readonly end: number } {
  const start = nodes[0]?.position?.start.offset ?? 0;
  return { start, end: nodes.at(-1)?.position?.end.offset ?? start };
}
