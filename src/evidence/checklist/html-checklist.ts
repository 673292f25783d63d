import { Parser } from "htmlparser2";
import type { ChecklistReview } from "../../core/model/checklist.ts";
import type { Parsed, Problem } from "../../core/model/problem.ts";
import { lineIndex } from "../../core/source/line-index.ts";
import { MAX_MARKDOWN_BYTES } from "../markdown-limits.ts";
import { type BoxItem, boxItem, withDistinctIds } from "./box-item.ts";
import { reviewLine } from "./checklist-reviews.ts";
import type { ReadChecklist } from "./markdown-checklist.ts";

/** Deeper than any page; the parser's work grows with depth times elements. */
const MAX_DEPTH = 200;
/** What a reader of the page does not see as text, or sees as a quotation of code. */
const UNSEEN: ReadonlySet<string> = new Set(
  "script style template textarea pre head noscript svg".split(" "),
);
/** Elements that a box can stand in with its text. */
const CONTAINERS: ReadonlySet<string> = new Set("li label p div td dd section body".split(" "));
/** Elements that begin a new line: behind the text beside the box they begin what stands below it. */
const BLOCKS: ReadonlySet<string> = new Set(
  "p div ul ol dl li br blockquote table tr section details summary h1 h2 h3 h4 h5 h6".split(" "),
);
const STRUCK: ReadonlySet<string> = new Set(["del", "s", "strike"]);

interface HtmlItem {
  readonly line: number;
  readonly checked: boolean;
  beside: string;
  below: string;
  isBelow: boolean;
  /** `in` while inside the element that strikes out the item from its beginning, then `behind` it. */
  struck: "no" | "in" | "behind";
  behind: string;
}

interface Element {
  readonly name: string;
  item: HtmlItem | undefined;
}

/** Reads the check boxes of a page, as deon writes it. HTML is read forgivingly: browsers do so too. */
export function htmlChecklist(text: string, path: string): Parsed<ReadChecklist> {
  const refused = (message: string, line = 1): Parsed<never> => ({
    ok: false,
    problems: [{ place: { path, line }, message }],
  });
  if (new TextEncoder().encode(text).length > MAX_MARKDOWN_BYTES) {
    return refused(`expected at most ${MAX_MARKDOWN_BYTES} bytes of HTML; the text is longer`);
  }
  const positionOf = lineIndex(text);
  const stack: Element[] = [{ name: "body", item: undefined }];
  const items: HtmlItem[] = [];
  const reviewed: ChecklistReview[] = [];
  const problems: Problem[] = [];
  let unseen = 0;
  let tooDeep: number | undefined;
  const parser: Parser = new Parser({
    onopentag(name, attributes) {
      const { line } = positionOf(parser.startIndex);
      if (stack.length > MAX_DEPTH) {
        tooDeep = line;
        parser.pause();
        return;
      }
      const current = itemIn(stack);
      if (name === "meta" && attributes["name"]?.toLowerCase() === "reviewed") {
        const read = reviewLine(attributes["content"] ?? "", { path, line });
        if (read.ok) reviewed.push(read.value);
        else problems.push(...read.problems);
      }
      if (current !== undefined) enter(current, name);
      stack.push({ name, item: undefined });
      if (UNSEEN.has(name)) unseen += 1;
      const isBox = name === "input" && attributes["type"]?.trim().toLowerCase() === "checkbox";
      const holder = holderIn(stack);
      if (isBox && unseen === 0 && holder !== undefined) {
        holder.item = newItem(line, Object.hasOwn(attributes, "checked"));
        items.push(holder.item);
      }
    },
    ontext(data) {
      const item = itemIn(stack);
      if (item !== undefined && unseen === 0) write(item, data);
    },
    onclosetag(name) {
      if (UNSEEN.has(name)) unseen -= 1;
      const element = stack.pop();
      const item = itemIn(stack);
      if (item === undefined || element?.item !== undefined) return;
      if (STRUCK.has(name) && item.struck === "in") item.struck = "behind";
      else if (BLOCKS.has(name)) enter(item, name);
    },
  });
  parser.end(text);
  if (tooDeep !== undefined) {
    return refused(`expected elements at most ${MAX_DEPTH} deep; these are deeper`, tooDeep);
  }
  if (problems.length > 0) return { ok: false, problems };
  const boxes = items.map((item) => boxOf(item, path));
  return { ok: true, value: { items: withDistinctIds(boxes), reviewed } };
}

function newItem(line: number, checked: boolean): HtmlItem {
  return { line, checked, beside: "", below: "", isBelow: false, struck: "no", behind: "" };
}

/** What a box and its text stand in: its entry of a list, or the nearest element that holds text. */
function holderIn(stack: readonly Element[]): Element | undefined {
  const entry = stack.findLast(({ name }) => name === "li");
  return entry !== undefined && entry.item === undefined
    ? entry
    : stack.findLast(({ name }) => CONTAINERS.has(name));
}

function itemIn(stack: readonly Element[]): HtmlItem | undefined {
  return stack.findLast(({ item }) => item !== undefined)?.item;
}

/** An element begins, or a block ends: what follows may stand below, or be struck out. */
function enter(item: HtmlItem, name: string): void {
  const started = item.beside.trim() !== "";
  if (BLOCKS.has(name) && started) {
    item.isBelow = true;
    item.below += "\n";
  }
  if (STRUCK.has(name) && !started) item.struck = "in";
}

function write(item: HtmlItem, data: string): void {
  if (item.isBelow) item.below += data;
  else if (item.struck === "behind") item.behind += data;
  else item.beside += data;
}

function boxOf(item: HtmlItem, path: string): BoxItem {
  return boxItem({
    checked: item.checked,
    beside: flow(item.beside),
    below: item.below.split("\n\n").map(flow).join("\n").trim(),
    place: { path, line: item.line },
    ...(item.struck === "behind" && { behindStruck: flow(item.behind) }),
  });
}

/** As a browser shows it: white space of any length is one space. */
function flow(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
