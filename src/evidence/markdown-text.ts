import type { Nodes } from "mdast";
import { toString } from "mdast-util-to-string";

/** The words that a reader of the rendered nodes sees, a line for each block. */
export function plainText(...nodes: readonly Nodes[]): string {
  return nodes
    .map(textOf)
    .filter((text) => text !== "")
    .join("\n");
}

/** The same without the words of headings: a skeleton of headings says nothing. */
export function bodyText(nodes: readonly Nodes[]): string {
  return plainText(...nodes.filter(({ type }) => type !== "heading"));
}

/** What stands in HTML once comments and tags are gone. */
export function withoutMarkup(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replaceAll(/<[^<>]*>/g, "")
    .trim();
}

/** Visits a node and everything in it, in the order of the text. Stops below where `enter` says no. */
export function walk(node: Nodes, enter: (node: Nodes) => boolean): void {
  const pending: Nodes[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (enter(next) && "children" in next) pending.push(...next.children.toReversed());
  }
}

function textOf(node: Nodes): string {
  if (node.type === "html") return withoutMarkup(node.value);
  if (node.type === "definition") return "";
  if (node.type === "image") return node.alt === "" || !node.alt ? node.url : node.alt;
  if (node.type === "tableRow") return node.children.map(textOf).join(" | ");
  if (node.type === "paragraph") {
    // An image without a description is still something to see.
    const [only] = node.children;
    return node.children.length === 1 && only?.type === "image" ? textOf(only) : inlineText(node);
  }
  return "children" in node && BLOCKS.has(node.type)
    ? plainText(...node.children)
    : inlineText(node);
}

/** Nodes whose children stand on lines of their own. */
const BLOCKS: ReadonlySet<Nodes["type"]> = new Set([
  "root",
  "blockquote",
  "list",
  "listItem",
  "table",
  "footnoteDefinition",
]);

/** The words of inline content; `code`, where given, stands for every piece of code. */
export function inlineText(node: Nodes, code?: string): string {
  const parts: string[] = [];
  walk(node, (part) => {
    if (part.type === "html") return false;
    // A break has no value and would glue two lines together.
    if (part.type === "break") parts.push("\n");
    else if (part.type === "inlineCode" && code !== undefined) parts.push(code);
    else if (!("children" in part)) parts.push(toString(part));
    return true;
  });
  return parts.join("").trim();
}
