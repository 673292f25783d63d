import type { ListItem, Nodes, Root, RootContent } from "mdast";
import type { ChecklistItem } from "../core/model/checklist.ts";
import { notApplicableReason, withoutLabel, withReason } from "./checklist-answer.ts";
import { plainText, walk } from "./markdown-text.ts";
import { placeOf } from "./markdown.ts";
import { slug } from "./slug.ts";

/** `A.1`, `sec-2.b`: words and numbers with dots between them. */
const ID = /^([A-Za-z][\w-]*(?:\.[\w-]+)+)(?=[\s:.)]|$)[\s:.)—–-]*/;
/** What some write into the box of an item that does not apply; GitHub shows no box for it. */
const NOT_APPLICABLE_BOX = /^\[n\/?a\]\s+/i;

/** Whether an id is one that a deon list gives: a letter and a number. */
export function isDeonId(id: string): boolean {
  return /^[A-Z]\.\d+$/.test(id);
}

/** Items of task lists, nested ones too. Boxes in comments, code and tables are no items. */
export function taskItems(root: Root, path: string): readonly ChecklistItem[] {
  const items: ChecklistItem[] = [];
  const counts = new Map<string, number>();
  walk(root, (node) => {
    if (node.type !== "listItem" || !hasBox(node)) return true;
    const item = taskItem(node, following(root, node), path);
    // Two items without ids may say the same; both have to be done.
    const count = (counts.get(item.id) ?? 0) + 1;
    if (!item.given) counts.set(item.id, count);
    const { given, ...rest } = item;
    items.push(given || count === 1 ? rest : { ...rest, id: `${item.id}-${count}` });
    return true;
  });
  return items;
}

function hasBox(item: ListItem): boolean {
  return typeof item.checked === "boolean" || NOT_APPLICABLE_BOX.test(firstText(item));
}

function firstText(item: ListItem): string {
  const [first] = item.children;
  return first?.type === "paragraph" ? plainText(first) : "";
}

function taskItem(
  item: ListItem,
  after: readonly RootContent[],
  path: string,
): ChecklistItem & { readonly given: boolean } {
  const [first, ...rest] = item.children;
  const written = firstText(item);
  const boxed = NOT_APPLICABLE_BOX.exec(written)?.[0] ?? "";
  const claimed = /^\(?n\/a\)?[\s:—–-]+(?=\S)/i.exec(written)?.[0] ?? "";
  const label = written.slice(boxed.length || claimed.length);
  const given = ID.exec(label);
  const text = given === null ? label : label.slice(given[0].length);
  const below = withoutLabel(plainText(...rest.filter((node) => !isTasks(node)), ...after));
  const struck = struckOut(first);
  const head = { id: given?.[1] ?? slug(text), text, given: given !== null };
  const place = placeOf(item, path);

  const reason = notApplicableReason(below) ?? notApplicableReason(afterColon(text));
  const own =
    reason ?? (boxed || claimed || struck !== undefined ? below || (struck ?? "") : undefined);
  if (own !== undefined && !(item.checked === true && own === "")) {
    return { ...head, ...withReason(own), place };
  }
  return { ...head, state: item.checked === true ? "done" : "open", answer: below, place };
}

/** Where the whole item is struck out: what is written behind it. */
function struckOut(first: Nodes | undefined): string | undefined {
  if (first?.type !== "paragraph") return undefined;
  const [struck, ...rest] = first.children.filter(
    (node) => node.type !== "text" || node.value.trim() !== "",
  );
  if (struck?.type !== "delete") return undefined;
  const reason = rest.map((node) => plainText(node)).join(" ");
  return notApplicableReason(reason) ?? reason.replace(/^[\s:—–-]+/, "").trim();
}

/** In `Informed consent: N/A: no people are involved` the answer stands where the question was. */
function afterColon(text: string): string {
  return text.slice(text.indexOf(":") + 1).trim();
}

function isTasks(node: Nodes): boolean {
  return node.type === "list" && node.children.some(hasBox);
}

/** Paragraphs below a list belong to its last item: many forget to indent their reasons. */
function following(root: Root, item: ListItem): readonly RootContent[] {
  const list = root.children.findIndex(
    (node) => node.type === "list" && node.children.at(-1) === item,
  );
  if (list === -1) return [];
  const rest = root.children.slice(list + 1);
  const end = rest.findIndex(({ type }) => type !== "paragraph" && type !== "blockquote");
  return end === -1 ? rest : rest.slice(0, end);
}
