import type { Parsed } from "../../core/model/problem.ts";
import { markdownChecklist, type ReadChecklist } from "./markdown-checklist.ts";

/** `* A.1 Informed consent: …`, as deon writes it for a terminal. */
const ASCII_ITEM = /^[ \t]*\*[ \t]+[A-Za-z][\w-]*\.[\w.-]+[ \t]/m;

/**
 * Reads plain text, which may be Markdown under another name. deon's text for a terminal has no boxes:
 * nothing in it can ever be ticked, and so it is refused rather than shown as open for ever.
 */
export function plainTextChecklist(text: string, path: string): Parsed<ReadChecklist> {
  const parsed = markdownChecklist(text, path);
  const item = ASCII_ITEM.exec(text);
  if (item === null || (parsed.ok && parsed.value.items.length > 0)) return parsed;
  const line = text.slice(0, item.index).split(/\r\n|\r|\n/).length;
  const message =
    "expected boxes to tick; deon's ascii form has none and can never be complete: write it again with `deon -o` to a .md file";
  return { ok: false, problems: [{ place: { path, line }, message }] };
}
