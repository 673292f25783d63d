import type { Nodes, Root } from "mdast";
import type { Cell } from "../core/model/card.ts";
import { walk } from "./markdown-text.ts";
import { placeOf } from "./markdown.ts";

/**
 * Links from a card to other cards: every link in the row of the level, which leads to the card of
 * the level before, and links to Markdown files that a card's name or folder gives away. Paths are
 * those of the repository.
 */
export function cardLinks(root: Root, levelRow: Nodes | undefined, path: string): readonly Cell[] {
  const found = new Map<string, Cell>();
  const collect = (from: Nodes, isCard: (target: string) => boolean): void => {
    walk(from, (node) => {
      const url = node.type === "link" || node.type === "definition" ? node.url : "";
      const target = resolved(url, path);
      if (target !== undefined && isCard(target) && !found.has(target)) {
        found.set(target, { text: target, place: placeOf(node, path) });
      }
      return true;
    });
  };
  if (levelRow) collect(levelRow, () => true);
  collect(root, (target) => target !== path && isCardPath(target));
  return [...found.values()];
}

/** Where the links of these nodes go, as written, each once; a bare address is a link as well. */
export function linksIn(nodes: readonly Nodes[]): readonly string[] {
  const found = new Set<string>();
  for (const node of nodes) {
    walk(node, (part) => {
      if (part.type === "link" && part.url !== "") found.add(part.url);
      if (part.type === "linkReference") found.add(`[${part.identifier}]`);
      if (part.type === "text") {
        for (const [address] of part.value.matchAll(/https?:\/\/[^\s<>"]+/g)) {
          found.add(address.replace(/[.,;:!?)]+$/, ""));
        }
      }
      return part.type !== "link" && part.type !== "linkReference";
    });
  }
  return [...found];
}

function isCardPath(target: string): boolean {
  const [file = "", folder = ""] = target
    .replace(/[?#].*$/s, "")
    .split("/")
    .toReversed();
  const named = /(?:^|[_. -])(?:cards?|mltrl)[_. -]/i.test(file) || /^cards?$/i.test(folder);
  return named && /\.(?:md|markdown)$/i.test(file) && !/checklist/i.test(file);
}

/** A target as a path from the root of the repository, or as the address it is. */
function resolved(url: string, from: string): string | undefined {
  if (url === "" || url.startsWith("#")) return undefined;
  if (/^[A-Za-z][A-Za-z0-9+.-]*:|^\/\//.test(url)) return url;
  const file = decoded(url.replace(/[?#].*$/s, ""));
  const parts = file.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of file.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return url;
    } else if (part !== "" && part !== ".") {
      parts.push(part);
    }
  }
  return parts.length === 0 ? undefined : parts.join("/");
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
