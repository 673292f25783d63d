import type { Root } from "mdast";
import type { Card, Cell } from "../core/model/card.ts";
import { type Fact, known } from "../core/model/fact.ts";
import type { Level } from "../core/model/level.ts";
import type { Place } from "../core/model/place.ts";
import type { Parsed, Problem } from "../core/model/problem.ts";
import { parseWith } from "../core/source/schema-problems.ts";
import { parseYaml } from "../core/source/yaml.ts";
import { debriefAnswers } from "./card-debrief.ts";
import { type CardFields, cardFields } from "./card-fields.ts";
import { cardFrontMatterSchema } from "./card-front-matter.ts";
import { cardLinks } from "./card-links.ts";
import { cardSectionNodes, cardSections } from "./card-sections.ts";
import { type CardTable, cardTable } from "./card-table.ts";
import { type FrontMatterSplit, splitFrontMatter } from "./front-matter.ts";
import { invalidFile } from "./read-yaml.ts";
import { placeholdersOf } from "./markdown-placeholders.ts";
import { bodyText, plainText } from "./markdown-text.ts";
import { sectionsOf } from "./markdown-sections.ts";
import { parseMarkdown, placeOf } from "./markdown.ts";
import { isLinkToCome, placeholderIn } from "./placeholder.ts";
import { levelInFileName, levelInTitle } from "./stated-level.ts";

interface StatedAt {
  readonly level: Level;
  readonly place: Place;
}

/**
 * Reads an MLTRL card: Markdown with front matter, or with the official summary table. Where a card
 * has both, front matter counts and the table's level is one that has to agree with it.
 */
export function parseCard(text: string, path: string): Fact<Card> {
  const split = splitFrontMatter(text);
  const markdown = parseMarkdown(split.body, path);
  const fields = fieldsOf(split, path);
  if (!markdown.ok || !fields.ok) {
    return invalidFile([
      ...(fields.ok ? [] : fields.problems),
      ...(markdown.ok ? [] : markdown.problems),
    ]);
  }
  const root = markdown.value;
  const table = cardTable(root, split.body, path);
  const own = fields.value ?? tableFields(root, table, path);
  if ("message" in own) return invalidFile([own]);

  const sections = cardSectionNodes(root);
  const debrief = sections.filter(({ key }) => key === "stage-debrief");
  const ethics = own.ethics ?? table?.rows.get("ethics") ?? ethicsSection(root, path);
  const productOwner = own.productOwner ?? table?.productOwner;
  const tableLevels = fields.value === undefined ? table?.levels.slice(1) : table?.levels;
  return known({
    ...own,
    path,
    form: fields.value === undefined ? "table" : "front-matter",
    rows: new Map([...(table?.rows ?? []), ...own.rows]),
    statedLevels: [...(tableLevels ?? []), ...titleLevel(root, path), ...fileLevel(path)],
    sections: new Map([...(table?.sections ?? []), ...cardSections(sections, path)]),
    debrief: debriefAnswers(
      debrief.flatMap(({ nodes }) => nodes),
      path,
    ),
    placeholders: [
      ...(fields.value === undefined ? [] : fieldPlaceholders(fields.value)),
      ...placeholdersOf(root, split.body, path),
    ],
    links: cardLinks(root, table?.levelRow, path),
    ...(ethics && { ethics }),
    ...(productOwner && { productOwner }),
  });
}

/** What the front matter says; undefined where there is none. */
function fieldsOf(split: FrontMatterSplit, path: string): Parsed<CardFields | undefined> {
  if (split.unclosed) {
    const message = "expected a line of `---` that ends the front matter; the file ends first";
    return { ok: false, problems: [{ place: { path, line: 1 }, message }] };
  }
  if (split.frontMatter === undefined) return { ok: true, value: undefined };
  const { text, firstLine } = split.frontMatter;
  const yaml = parseYaml(text, path, { firstLine });
  if (!yaml.ok) return yaml;
  const data = parseWith(cardFrontMatterSchema, yaml.value);
  return data.ok ? { ok: true, value: cardFields(data.value, yaml.value) } : data;
}

/** The same from the summary table; the problem where it does not say what a card must. */
function tableFields(root: Root, table: CardTable | undefined, path: string): CardFields | Problem {
  if (table === undefined) {
    const message =
      "expected front matter with `name` and `level`, or a table with a row `Current Level`; found neither: start the file with `---`, `level: 0`, `---`";
    return { place: { path, line: 1 }, message };
  }
  const cell = table.rows.get("current-level");
  const [stated] = table.levels;
  if (stated === undefined) {
    const seen =
      cell === undefined ? "there is no such row" : `it says "${cell.text.slice(0, 60)}"`;
    const message = `expected one whole number from 0 to 9 in the row \`Current Level\`; ${seen}`;
    return { place: cell?.place ?? placeOf(table.table, path), message };
  }
  const coupled = table.rows.get("coupled-components")?.text ?? "";
  return {
    name: table.rows.get("tech-name")?.text || titleOf(root),
    level: stated.level,
    levelPlace: stated.place,
    rows: table.rows,
    models: [],
    datasets: [],
    coupled: /^\W*(?:none|n\/?a|no)?\W*$/i.test(coupled)
      ? []
      : coupled.split(/[,;\n]/).flatMap((name) => name.trim() || []),
    documents: new Map(),
    notApplicable: new Map(),
    retired: false,
  };
}

function titleOf(root: Root): string {
  const heading = root.children.find(({ type }) => type === "heading");
  return heading === undefined ? "" : plainText(heading);
}

/** A title speaks of the card; headings below it may speak of other levels. */
function titleLevel(root: Root, path: string): readonly StatedAt[] {
  const title = root.children.find(({ type }) => type === "heading");
  const level =
    title?.type === "heading" && title.depth === 1 ? levelInTitle(plainText(title)) : undefined;
  return title === undefined || level === undefined ? [] : [{ level, place: placeOf(title, path) }];
}

function fileLevel(path: string): readonly StatedAt[] {
  const level = levelInFileName(path);
  return level === undefined ? [] : [{ level, place: { path } }];
}

/** Cards without a row on ethics may have a section on it. */
function ethicsSection(root: Root, path: string): Cell | undefined {
  const section = sectionsOf(root).find(({ title }) => /^\W*ethic/i.test(title));
  if (section === undefined) return undefined;
  return { text: bodyText(section.nodes), place: placeOf(section.heading, path) };
}

/** Front matter is copied from templates as well. */
function fieldPlaceholders({ rows, productOwner, ethics }: CardFields): readonly Cell[] {
  const cells = [
    ...rows.values(),
    ...(productOwner ? [productOwner] : []),
    ...(ethics ? [ethics] : []),
  ];
  return [...new Set(cells)].flatMap(({ text, place }) => {
    const left = placeholderIn(text) ?? (isLinkToCome(text) ? text : undefined);
    return left === undefined ? [] : [{ text: left, place }];
  });
}
