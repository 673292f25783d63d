import type { Root } from "mdast";
import type { Checklist, ChecklistItem } from "../../core/model/checklist.ts";
import type { Parsed } from "../../core/model/problem.ts";
import { splitFrontMatter } from "../front-matter.ts";
import { parseMarkdown } from "../markdown.ts";
import { frontMatterReviews } from "./checklist-reviews.ts";
import { questionItems } from "./question-items.ts";
import { taskItems } from "./task-items.ts";

/** What a reader of one form makes of a file: everything but its path and its form. */
export type ReadChecklist = Pick<Checklist, "items" | "reviewed">;

/** Reads Markdown and R Markdown: task lists and the questions of MLTRL. */
export function markdownChecklist(text: string, path: string): Parsed<ReadChecklist> {
  const split = splitFrontMatter(text);
  const reviewed = frontMatterReviews(split, path);
  if (!reviewed.ok) return reviewed;
  const root = parseMarkdown(split.body, path);
  return root.ok
    ? { ok: true, value: { items: itemsOf(root.value, path), reviewed: reviewed.value } }
    : root;
}

/** Items of both sorts; boxes inside an answer to a question are no items. */
export function itemsOf(root: Root, path: string): readonly ChecklistItem[] {
  const { items, rest } = questionItems(root, path);
  return [...items, ...taskItems(rest, path)];
}
