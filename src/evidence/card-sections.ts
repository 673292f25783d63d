import type { Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import type { CardSection, Section } from "../core/model/card.ts";
import { sectionLabel } from "./card-labels.ts";
import { linksIn } from "./card-links.ts";
import { bodyText, plainText } from "./markdown-text.ts";
import { placeOf } from "./markdown.ts";

/** A section of a card with the nodes it consists of. */
export interface SectionNodes {
  readonly key: CardSection;
  readonly heading: string;
  readonly node: RootContent;
  readonly nodes: readonly RootContent[];
}

interface Start {
  readonly index: number;
  /** Of a heading 1 to 6; a line that begins in bold ranks below all headings. */
  readonly rank: number;
  readonly key: CardSection | undefined;
  readonly heading: string;
  /** What stands on the line of a bold heading. */
  readonly lead?: Paragraph;
}

/**
 * Sections by headings and by lines that begin in bold (`**TL;DR**`). A section ends at the next one
 * that is known, whatever its rank, and at the next heading of its own or a higher rank.
 */
export function cardSectionNodes(root: Root): readonly SectionNodes[] {
  const all = root.children.flatMap((node, index) => startOf(node, index) ?? []);
  const headed = new Set(all.filter(({ lead }) => lead === undefined).map(({ key }) => key));
  // Bold words that a heading already claims are only emphasis: `**Data**: see below`.
  const starts = all.filter(({ key, lead }) => lead === undefined || !headed.has(key));
  return starts.flatMap(({ index, rank, key, heading, lead }, position) => {
    const node = root.children[index];
    if (key === undefined || node === undefined) return [];
    const end = starts
      .slice(position + 1)
      .find((next) => next.key !== undefined || next.rank <= rank)?.index;
    const below = root.children.slice(index + 1, end);
    return [{ key, heading, node, nodes: lead === undefined ? below : [lead, ...below] }];
  });
}

/** The text of each section; one that stands twice is put together. */
export function cardSections(
  found: readonly SectionNodes[],
  path: string,
): ReadonlyMap<CardSection, Section> {
  const sections = new Map<CardSection, Section>();
  for (const { key, heading, node, nodes } of found) {
    const before = sections.get(key);
    const text = bodyText(nodes);
    const links = linksIn(nodes);
    sections.set(
      key,
      before === undefined
        ? { heading, text, links, place: placeOf(node, path) }
        : joinSections(before, { text, links }),
    );
  }
  return sections;
}

/** What stands at two places of a card, put together under the first heading. */
export function joinSections(first: Section, more: Pick<Section, "text" | "links">): Section {
  return {
    ...first,
    text: `${first.text}\n${more.text}`.trim(),
    links: [...new Set([...first.links, ...more.links])],
  };
}

function startOf(node: RootContent, index: number): Start | undefined {
  if (node.type === "heading") {
    const heading = plainText(node);
    return { index, rank: node.depth, key: sectionLabel(heading), heading };
  }
  if (node.type !== "paragraph") return undefined;
  const [first, ...rest] = node.children;
  if (first?.type !== "strong") return undefined;
  const heading = plainText(first);
  const key = sectionLabel(heading);
  if (key === undefined) return undefined;
  return { index, rank: 7, key, heading, lead: { ...node, children: withoutDash(rest) } };
}

/** Without the dash or colon that parts a bold heading from its text. */
function withoutDash([first, ...rest]: readonly PhrasingContent[]): PhrasingContent[] {
  if (first === undefined) return [];
  if (first.type !== "text") return [first, ...rest];
  return [{ ...first, value: first.value.replace(/^[\s:—–-]+/, "") }, ...rest];
}
