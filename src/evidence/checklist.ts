import type { Root } from "mdast";
import type { Checklist, ChecklistItem } from "../core/model/checklist.ts";
import { type Fact, known } from "../core/model/fact.ts";
import { questionItems } from "./checklist-questions.ts";
import { isDeonId, taskItems } from "./checklist-tasks.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { invalidFile } from "./read-yaml.ts";
import { parseMarkdown } from "./markdown.ts";

const MAX_ITEMS = 5_000;

/**
 * Reads a checklist: a task list, deon's or one's own, or the questions of MLTRL's ethics checklist.
 * Whether it has all the items it should have is not judged here.
 */
export function parseChecklist(text: string, path: string): Fact<Checklist> {
  const parsed = parseMarkdown(splitFrontMatter(text).body, path);
  if (!parsed.ok) return invalidFile(parsed.problems);
  const { form, items } = itemsOf(parsed.value, path);
  if (items.length > 0 && items.length <= MAX_ITEMS) return known({ path, form, items });
  const seen = items.length === 0 ? "there is none" : `there are ${items.length}`;
  const message = `expected a checklist of 1 to ${MAX_ITEMS} items: boxes such as \`- [ ] A.1 …\`, or numbered questions below a heading \`Pre-Development\` or \`Post-Development\`; ${seen}`;
  return invalidFile([{ place: { path, line: 1 }, message }]);
}

function itemsOf(root: Root, path: string): Pick<Checklist, "form" | "items"> {
  const questions = questionItems(root, path);
  const tasks = taskItems(questions.rest, path);
  if (questions.items.length > 0) {
    return { form: "questions", items: lastOfEach(questions.items, tasks) };
  }
  const deon = tasks.filter(({ id }) => isDeonId(id)).length;
  return {
    form: deon * 2 >= tasks.length ? "deon" : "task-list",
    items: lastOfEach(tasks),
  };
}

/** deon appends a list to the one that is there: of two items with one id the last counts. */
function lastOfEach(...lists: readonly (readonly ChecklistItem[])[]): readonly ChecklistItem[] {
  return [...new Map(lists.flat().map((item) => [item.id, item])).values()];
}
