import { dump } from "js-yaml";
import type { Nodes, Root, Table, TableRow } from "mdast";
import type { Card, Cell } from "../core/model/card.ts";
import { type Fact, known, unavailable } from "../core/model/fact.ts";
import { rowLabel, sectionLabel } from "./card-labels.ts";
import { cardTable } from "./card-table.ts";
import { parseCard } from "./card.ts";
import { parseMarkdown } from "./markdown.ts";
import { plainText } from "./markdown-text.ts";
import { invalidFile } from "./read-yaml.ts";

/**
 * Turns a card with the official summary table into one with front matter. Whatever front matter does
 * not hold (links to earlier cards, rows of one's own, text beside the level) stays in the card as a
 * list, and rows that are sections become sections. Unavailable where the result would not say the same.
 */
export function importCard(text: string, path: string): Fact<string> {
  const card = parseCard(text, path);
  if (card.state === "unavailable") return card;
  if (card.value.form === "front-matter") {
    return unavailable("invalid", `${path} has front matter already; nothing is to be done`, {
      path,
    });
  }
  const source = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const markdown = parseMarkdown(source, path);
  if (!markdown.ok) return invalidFile(markdown.problems);
  const table = tableOf(markdown.value, source, path);
  if (table === undefined) {
    return unavailable("invalid", `${path} has no summary table`, { path, line: 1 });
  }
  const front = frontMatterOf(card.value);
  const { start, end } = extentOf(table);
  const kept = keptRows(table, source, front);
  const body = `${source.slice(0, start)}${kept}${source.slice(end)}`.trimStart();
  const imported = `---\n${dump(front, { lineWidth: -1, noRefs: true })}---\n\n${body}`;
  const fault = differenceOf(card.value, imported, path);
  return fault === undefined
    ? known(imported)
    : unavailable("invalid", `${path} cannot be turned without loss: ${fault}`, { path });
}

/** The table that a card is read from. */
function tableOf(root: Root, source: string, path: string): Table | undefined {
  return cardTable(root, source, path)?.table;
}

type FrontMatter = Readonly<Record<string, unknown>>;

/** Keys of front matter in the order in which people read them. */
function frontMatterOf({ name, level, rows, productOwner, coupled }: Card): FrontMatter {
  const ethics = rows.get("ethics");
  const all = {
    name,
    level,
    owners: people(rows.get("owners")),
    reviewers: people(rows.get("reviewers")),
    "product-owner": text(productOwner),
    "main-project-page": withTarget(rows.get("main-project-page")),
    requirements: withTarget(rows.get("requirements")),
    "code-repository": withTarget(rows.get("code-repository")),
    ethics:
      ethics === undefined || text(ethics) === undefined
        ? undefined
        : ethics.target === undefined
          ? ethics.text
          : { text: ethics.text, link: ethics.target },
    coupled: coupled.length > 0 ? coupled : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function text(cell: Cell | undefined): string | undefined {
  return cell?.text.trim() || undefined;
}

/** A cell with its link, as front matter writes both. */
function withTarget(cell: Cell | undefined): string | undefined {
  if (cell === undefined || text(cell) === undefined) return undefined;
  const { target } = cell;
  return target === undefined || cell.text.includes(target)
    ? cell.text
    : `[${cell.text}](${target})`;
}

function people(cell: Cell | undefined): readonly string[] | undefined {
  const names = cell?.text.split(/[,;\n]/).flatMap((name) => name.trim() || []) ?? [];
  return names.length > 0 ? names : undefined;
}

/** The header of the official table says nothing of the component. */
const HEADER = "Summary info|Content, links";

/** What of the table front matter does not say: sections as sections, all else as a list. */
function keptRows(table: Table, source: string, front: FrontMatter): string {
  const rows = table.children.map((row) => ({
    label: plainText(...row.children.slice(0, 1)),
    cell: cellSource(row, source),
  }));
  const sections = rows.flatMap(({ label, cell }) =>
    isSection(label) && cell !== "" ? [`### ${label}\n\n${cell}`] : [],
  );
  const others = rows
    .filter(({ label, cell }) => `${label}|${cell}` !== HEADER)
    .filter(({ label, cell }) => !isSection(label) && `${label}${cell}`.trim() !== "")
    .filter(({ label, cell }) => rowLabel(label) === undefined || hasMarkup(cell, front))
    .map(({ label, cell }) => `- ${label || "(no label)"}: ${cell}`);
  return [...(others.length > 0 ? [others.join("\n")] : []), ...sections].join("\n\n");
}

function isSection(label: string): boolean {
  return rowLabel(label) === undefined && sectionLabel(label) !== undefined;
}

/** Whether a cell says more than the words that front matter took from it. */
function hasMarkup(cell: string, front: FrontMatter): boolean {
  const said = JSON.stringify(Object.values(front));
  const written = cell.replaceAll(/\[([^[\]]*)\]\(([^()\s]*)\)/g, "$1 $2");
  const words = written.split(/[\s,;|/]+/).filter((word) => word !== "");
  return words.some((word) => !said.includes(JSON.stringify(word).slice(1, -1)));
}

function cellSource({ children }: TableRow, source: string): string {
  return children
    .slice(1)
    .map((cell) => {
      const { start } = extentOf(cell.children[0]);
      const { end } = extentOf(cell.children.at(-1));
      return source.slice(start, end);
    })
    .filter((text) => text !== "")
    .join(" | ");
}

function extentOf(node: Nodes | undefined): { readonly start: number; readonly end: number } {
  const start = node?.position?.start.offset ?? 0;
  return { start, end: node?.position?.end.offset ?? start };
}

/** What the imported card would say otherwise than the one it was made of. */
function differenceOf(before: Card, imported: string, path: string): string | undefined {
  const after = parseCard(imported, path);
  if (after.state === "unavailable") return after.reason;
  const { value } = after;
  if (value.level !== before.level) return `the level would be ${value.level}`;
  const lost = [...before.rows].find(
    ([row, cell]) =>
      row !== "current-level" &&
      wordsOf(cell.text).some((word) => !wordsOf(value.rows.get(row)?.text ?? "").includes(word)),
  );
  if (lost !== undefined) return `the row ${lost[0]} would not be the same`;
  const gone = [...before.sections.keys()].find((section) => !value.sections.has(section));
  return gone === undefined ? undefined : `the section ${gone} would be lost`;
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,;[\]()]+/).filter((word) => word !== "");
}
