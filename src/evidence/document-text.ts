import type { Nodes, Paragraph, RootContent, TableCell } from "mdast";
import { bodyText, inlineText, walk } from "./markdown-text.ts";
import { isLinkToCome, isPlaceholder, placeholderIn } from "./placeholder.ts";

/** What somebody wrote below a heading: without its subheadings and without what a template left. */
export function writtenText(nodes: readonly RootContent[]): string {
  return bodyText(nodes.map(withoutLeftovers));
}

/** A text without the sentences that a template left in it. */
export function withoutPlaceholders(text: string): string {
  if (placeholderIn(text) === undefined) return text.trim();
  const sentences = text.split(/(?<=[.!?])\s+|\n+/);
  const kept = sentences.filter(
    (sentence) => !isPlaceholder(sentence) && placeholderIn(sentence) === undefined,
  );
  // Where no single sentence gives itself away the text as a whole is the template's.
  return kept.length === sentences.length ? "" : kept.join("\n").trim();
}

function withoutLeftovers<T extends Nodes>(node: T): T {
  if (node.type === "paragraph" || node.type === "tableCell") {
    const kept = keptOf(node);
    return kept === undefined
      ? node
      : ({ ...node, children: [{ type: "text", value: kept }] } as unknown as T);
  }
  return "children" in node ? { ...node, children: node.children.map(withoutLeftovers) } : node;
}

/** What is left of a block; undefined where all of it is. */
function keptOf(block: Paragraph | TableCell): string | undefined {
  const [only, ...others] = block.children;
  const emphasised = others.length === 0 && (only?.type === "emphasis" || only?.type === "strong");
  if (emphasised && isLinkToCome(inlineText(block)) && !hasLink(block)) return "";
  // Code is quoted, not left over.
  return placeholderIn(inlineText(block, "code"), hasLink(block)) === undefined
    ? undefined
    : withoutPlaceholders(inlineText(block));
}

function hasLink(block: Nodes): boolean {
  let found = false;
  walk(block, (node) => {
    found ||= node.type === "link" && node.url !== "" && node.url !== "#";
    return true;
  });
  return found;
}
