import type { Checklist, ChecklistItem } from "../../core/model/checklist.ts";

/** Whether an id is one that a deon list gives: a letter and a number. */
function isDeonId(id: string): boolean {
  return /^[A-Z]\.\d+$/.test(id);
}

/** Whether an id is one of MLTRL's questions: their answers have to be texts. */
function isQuestionId(id: string): boolean {
  return /^(?:pre|post|high-level)\//.test(id);
}

/** Which of the known lists the items of a file come from, by their ids. */
export function formOf(items: readonly ChecklistItem[]): Checklist["form"] {
  if (items.some(({ id }) => isQuestionId(id))) return "questions";
  const deon = items.filter(({ id }) => isDeonId(id)).length;
  return deon * 2 >= items.length ? "deon" : "task-list";
}

/** deon appends a list to the one that is there: of two items with one id the last counts. */
export function lastOfEach(items: readonly ChecklistItem[]): readonly ChecklistItem[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
