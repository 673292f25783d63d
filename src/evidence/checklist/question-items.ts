import type { List, ListItem, Root, RootContent } from "mdast";
import type { ChecklistItem } from "../../core/model/checklist.ts";
import { isEmptyAnswer, notApplicableReason, withoutLabel, withReason } from "./answer.ts";
import { plainText } from "../markdown-text.ts";
import { placeOf } from "../markdown.ts";
import { splitQuestion } from "../question.ts";
import { slug } from "../slug.ts";

/** Parts of MLTRL's ethics checklist by what their headings begin with. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ["pre", /^\W*pre-?\s?dev/i],
  ["post", /^\W*post-?\s?dev/i],
  ["high-level", /^\W*high-?\s?level question/i],
];

/** Groups of questions by a word of their headings; others are known by all their words. */
const GROUPS: readonly (readonly [string, RegExp])[] = [
  ["data-ownership", /\bownership\b/i],
  ["data-collection", /\bdata collection\b/i],
  ["legal", /^\W*legal\b/i],
  ["privacy", /^\W*privacy\b/i],
  ["second-order-effects", /\bsecond-order\b/i],
  ["miscellaneous", /^\W*misc/i],
];

/** Where the reader is: `pre/legal`, below a heading of a rank, at a number. */
interface Position {
  part: string | undefined;
  partRank: number;
  group: string | undefined;
  number: number;
}

/** The questions of a text, and the text without them: boxes inside an answer are no items. */
export interface Questions {
  readonly items: readonly ChecklistItem[];
  readonly rest: Root;
}

/**
 * Numbered questions below the headings of MLTRL's ethics checklist. Their ids are part, group and
 * number; an answer is what follows the question mark, inside the item or below it.
 */
export function questionItems(root: Root, path: string): Questions {
  const items: ChecklistItem[] = [];
  const rest: RootContent[] = [];
  const at: Position = { part: undefined, partRank: 0, group: undefined, number: 0 };
  for (const [index, node] of root.children.entries()) {
    if (node.type === "heading") {
      enter(at, node.depth, plainText(node));
    } else if (node.type === "list" && node.ordered === true && at.part !== undefined) {
      const after = below(node, root.children.slice(index + 1));
      items.push(...listItems(node, after, at, path));
      continue;
    }
    rest.push(node);
  }
  return { items, rest: { ...root, children: rest } };
}

function enter(at: Position, rank: number, title: string): void {
  const part = PARTS.find(([, pattern]) => pattern.test(title))?.[0];
  at.number = 0;
  if (part !== undefined) {
    Object.assign(at, { part, partRank: rank, group: undefined });
  } else if (rank <= at.partRank) {
    Object.assign(at, { part: undefined, group: undefined });
  } else if (at.part !== undefined) {
    at.group = GROUPS.find(([, pattern]) => pattern.test(title))?.[0] ?? slug(title);
  }
}

function listItems(
  list: List,
  after: readonly RootContent[],
  at: Position,
  path: string,
): readonly ChecklistItem[] {
  const start = list.start ?? 1;
  return list.children.map((item, index) => {
    // Lists that Markdown sees anew after a paragraph often start at 1 again.
    at.number = start + index > at.number ? start + index : at.number + 1;
    const id = [at.part, at.group, at.number].filter((part) => part !== undefined).join("/");
    return questionItem(item, index === list.children.length - 1 ? after : [], id, path);
  });
}

function questionItem(
  item: ListItem,
  after: readonly RootContent[],
  id: string,
  path: string,
): ChecklistItem {
  const [first, ...rest] = item.children;
  const written = first?.type === "paragraph" ? plainText(first) : "";
  const { question, rest: same } = splitQuestion(written) ?? { question: written, rest: "" };
  const answer = [same, plainText(...rest, ...after)]
    .filter((text) => text !== "")
    .map(withoutLabel)
    .join("\n")
    .trim();
  const head = { id, text: question, place: placeOf(item, path) };
  const reason = notApplicableReason(answer);
  if (reason !== undefined) return { ...head, ...withReason(reason) };
  // Who numbers boxes decides with them; a box that is not ticked is open whatever is written.
  const done = item.checked ?? !isEmptyAnswer(answer);
  return { ...head, state: done ? "done" : "open", answer };
}

/**
 * What stands below a list and is not indented enough to be in it answers its last question, if the
 * list goes on afterwards or has no other. Notes in brackets speak of the whole group.
 */
function below(list: List, nodes: readonly RootContent[]): readonly RootContent[] {
  const end = nodes.findIndex(
    (node) =>
      node.type === "heading" ||
      node.type === "thematicBreak" ||
      (node.type === "list" && node.ordered === true),
  );
  const next = nodes[end];
  const goesOn = next?.type === "list" && next.start === (list.start ?? 1) + list.children.length;
  if (list.children.length > 1 && !goesOn) return [];
  return (end === -1 ? nodes : nodes.slice(0, end)).filter(
    (node) => !/^\(.*\)$/s.test(plainText(node)),
  );
}
