import type { ListItem, Nodes, Root, RootContent } from "mdast";
import type { ChecklistItem } from "../../core/model/checklist.ts";
import { plainText, walk } from "../markdown-text.ts";
import { placeOf } from "../markdown.ts";
import { type BoxItem, boxItem, isNotApplicableBox, withDistinctIds } from "./box-item.ts";

/** Items of task lists, nested ones too. Boxes in comments, code and tables are no items. */
export function taskItems(root: Root, path: string): readonly ChecklistItem[] {
  const items: BoxItem[] = [];
  walk(root, (node) => {
    if (node.type === "listItem" && hasBox(node)) {
      items.push(taskItem(node, following(root, node), path));
    }
    return true;
  });
  return withDistinctIds(items);
}

function hasBox(item: ListItem): boolean {
  return typeof item.checked === "boolean" || isNotApplicableBox(firstText(item));
}

function firstText(item: ListItem): string {
  const [first] = item.children;
  return first?.type === "paragraph" ? plainText(first) : "";
}

function taskItem(item: ListItem, after: readonly RootContent[], path: string): BoxItem {
  const [first, ...rest] = item.children;
  const behindStruck = behindStruckOut(first);
  return boxItem({
    checked: item.checked === true,
    beside: firstText(item),
    below: plainText(...rest.filter((node) => !isTasks(node)), ...after),
    place: placeOf(item, path),
    ...(behindStruck !== undefined && { behindStruck }),
  });
}

/** Where the whole item is struck out: what is written behind it. */
function behindStruckOut(first: Nodes | undefined): string | undefined {
  if (first?.type !== "paragraph") return undefined;
  const [struck, ...rest] = first.children.filter(
    (node) => node.type !== "text" || node.value.trim() !== "",
  );
  return struck?.type === "delete" ? rest.map((node) => plainText(node)).join(" ") : undefined;
}

function isTasks(node: Nodes): boolean {
  return node.type === "list" && node.children.some(hasBox);
}

/** What deon writes below its lists is no answer to anything. */
function isSignature(node: RootContent): boolean {
  return /\bgenerated with deon\b/i.test(plainText(node));
}

/** Paragraphs below a list belong to its last item: many forget to indent their reasons. */
function following(root: Root, item: ListItem): readonly RootContent[] {
  const list = root.children.findIndex(
    (node) => node.type === "list" && node.children.at(-1) === item,
  );
  if (list === -1) return [];
  const rest = root.children.slice(list + 1);
  const end = rest.findIndex(
    (node) => (node.type !== "paragraph" && node.type !== "blockquote") || isSignature(node),
  );
  return end === -1 ? rest : rest.slice(0, end);
}
