import type { Root } from "mdast";
import { walk, withoutMarkup } from "./markdown-text.ts";

const DOI = /(?:https?:\/\/(?:dx\.)?doi\.org\/|\bdoi:\s*|\b)(10\.\d{4,9}\/[^\s"<>{}|\\^`[\]]+)/gi;
const ARXIV =
  /(?:https?:\/\/(?:www\.)?arxiv\.org\/(?:abs|pdf)\/|\barxiv:\s*)([a-z-]+(?:\.[A-Z]{2})?\/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?/gi;
const URL = /https?:\/\/[^\s"<>{}|\\^`[\]]+/gi;

/** DOIs, arXiv identifiers and web addresses in a text, each once, in the order of that list. */
export function referencesIn(text: string): readonly string[] {
  const found = new Set<string>();
  const take = (pattern: RegExp, name: (match: string, id: string) => string) => (from: string) =>
    from.replaceAll(pattern, (match: string, id: string) => {
      found.add(name(trimmed(match), trimmed(id)));
      return " ";
    });
  const takeArxiv = take(ARXIV, (_match, id) => `arxiv:${id.toLowerCase()}`);
  const takeDoi = take(DOI, (_match, id) => `doi:${id.toLowerCase()}`);
  const rest = takeDoi(takeArxiv(text));
  for (const [match] of rest.matchAll(URL)) found.add(trimmed(match));
  return [...found];
}

/** The same of a Markdown text: also of the targets of its links, but not of comments and code. */
export function referencesOf(root: Root): readonly string[] {
  const parts: string[] = [];
  walk(root, (node) => {
    if (node.type === "link" || node.type === "definition") parts.push(node.url);
    if (node.type === "text") parts.push(node.value);
    if (node.type === "html") parts.push(withoutMarkup(node.value));
    return true;
  });
  return referencesIn(parts.join("\n"));
}

/** Without the full stop or the bracket of the sentence around it. */
function trimmed(address: string): string {
  let unpaired = address.split(")").length - address.split("(").length;
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (last === ")" && unpaired > 0) unpaired -= 1;
    else if (!".,;:!?'*_".includes(last)) break;
  }
  return address.slice(0, end);
}
