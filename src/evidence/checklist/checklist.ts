import type { Checklist } from "../../core/model/checklist.ts";
import { type Fact, known } from "../../core/model/fact.ts";
import type { Parsed } from "../../core/model/problem.ts";
import { invalidFile } from "../read-yaml.ts";
import { formOf, lastOfEach } from "./checklist-form.ts";
import { htmlChecklist } from "./html-checklist.ts";
import { markdownChecklist, type ReadChecklist } from "./markdown-checklist.ts";
import { notebookChecklist } from "./notebook-checklist.ts";
import { plainTextChecklist } from "./plain-text-checklist.ts";
import { restructuredTextChecklist } from "./restructured-text-checklist.ts";
import { yamlChecklist } from "./yaml-checklist.ts";

const MAX_ITEMS = 5_000;

type Reader = (text: string, path: string) => Parsed<ReadChecklist>;

const READERS: Readonly<Record<string, Reader>> = {
  md: markdownChecklist,
  rmd: markdownChecklist,
  rst: restructuredTextChecklist,
  ipynb: notebookChecklist,
  html: htmlChecklist,
  yml: yamlChecklist,
  yaml: yamlChecklist,
  txt: plainTextChecklist,
};

/** Endings of files that hold a checklist. */
export const CHECKLIST_ENDINGS: readonly string[] = Object.keys(READERS);

/**
 * Reads a checklist by its file's ending: a task list, deon's or one's own, or the questions of MLTRL's
 * ethics checklist. Whether it has all the items it should have is not judged here.
 */
export function parseChecklist(text: string, path: string): Fact<Checklist> {
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  const read = (Object.hasOwn(READERS, ending) ? READERS[ending] : undefined) ?? markdownChecklist;
  const parsed = read(text, path);
  if (!parsed.ok) return invalidFile(parsed.problems);
  const { items, reviewed } = parsed.value;
  if (items.length > 0 && items.length <= MAX_ITEMS) {
    return known({ path, form: formOf(items), items: lastOfEach(items), reviewed });
  }
  const seen = items.length === 0 ? "there is none" : `there are ${items.length}`;
  const message = `expected a checklist of 1 to ${MAX_ITEMS} items: boxes such as \`- [ ] A.1 …\`, or numbered questions below a heading \`Pre-Development\` or \`Post-Development\`; ${seen}`;
  return invalidFile([{ place: { path, line: 1 }, message }]);
}
