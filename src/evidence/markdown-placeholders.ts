import type { Html, Link, Nodes, Paragraph, Root, TableCell } from "mdast";
import type { Cell } from "../core/model/card.ts";
import { inlineText, plainText, walk } from "./markdown-text.ts";
import { placeOf } from "./markdown.ts";
import { isLinkToCome, placeholderIn } from "./placeholder.ts";

/** Elements that GitHub renders; any other name in angle brackets is a blank to be filled in. */
const ELEMENTS = new Set(
  `a abbr audio b bdi bdo big blockquote br button caption center cite code col colgroup dd del details
  dfn dialog div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html
  i iframe img input ins kbd label legend li link main map mark meta nav noscript object ol option p
  param path picture pre q rp rt ruby s samp script section select small source span strike strong
  style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u
  ul var video wbr`.split(/\s+/),
);

/** Template text that was left in a Markdown text, each piece once. Comments and code are not read. */
export function placeholdersOf(root: Root, source: string, path: string): readonly Cell[] {
  const found: Cell[] = [];
  const closed = closedElements(root);
  walk(root, (node) => {
    const text = leftover(node, source, closed);
    if (text === undefined) return true;
    const [inner] = node.type === "tableCell" ? node.children : [];
    found.push({ text, place: placeOf(inner ?? node, path) });
    return false;
  });
  return found;
}

function leftover(node: Nodes, source: string, closed: ReadonlySet<string>): string | undefined {
  if (node.type === "paragraph" || node.type === "tableCell") {
    return placeholderIn(quotingCode(node), hasTarget(node));
  }
  if (node.type === "emphasis" || node.type === "strong") {
    return isLinkToCome(plainText(node)) && !hasTarget(node) ? plainText(node) : undefined;
  }
  if (node.type === "link") {
    return isEmptyLink(node) ? `[${plainText(node)}](${node.url})` : undefined;
  }
  if (node.type !== "html") return undefined;
  // `List<Tensor>` is a type.
  const before = source.charAt((node.position?.start.offset ?? 0) - 1);
  return /\w/.test(before) ? undefined : blank(node, closed);
}

function isEmptyLink({ url }: Link): boolean {
  return url === "" || url === "#" || placeholderIn(url) !== undefined;
}

function hasTarget(node: Nodes): boolean {
  let found = false;
  walk(node, (part) => {
    found ||= part.type === "link" && !isEmptyLink(part);
    return true;
  });
  return found;
}

/** The words of a block, with what stands in code as a word of its own: it is quoted, not left over. */
function quotingCode(block: Paragraph | TableCell): string {
  return inlineText(block, "code");
}

/** `<your name>` is a tag to Markdown, but of no element there is. */
function blank({ value }: Html, closed: ReadonlySet<string>): string | undefined {
  const [, name, rest = ""] = /^<([A-Za-z][\w-]*)((?:\s[^=<>]*)?)>$/.exec(value.trim()) ?? [];
  const known =
    name === undefined || ELEMENTS.has(name.toLowerCase()) || closed.has(name.toLowerCase());
  // `n <k and m> 3` compares.
  return known || /\b(?:and|or)\b/.test(rest) ? undefined : value.trim();
}

function closedElements(root: Root): ReadonlySet<string> {
  const names = new Set<string>();
  walk(root, (node) => {
    const name = node.type === "html" ? /<\/([\w-]+)>/.exec(node.value)?.[1] : undefined;
    if (name !== undefined) names.add(name.toLowerCase());
    return true;
  });
  return names;
}
