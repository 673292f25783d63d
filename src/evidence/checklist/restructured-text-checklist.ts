import type { ChecklistReview } from "../../core/model/checklist.ts";
import type { Parsed, Problem } from "../../core/model/problem.ts";
import { excessOf } from "../markdown-limits.ts";
import { type BoxItem, boxItem, withDistinctIds } from "./box-item.ts";
import { reviewLine } from "./checklist-reviews.ts";
import type { ReadChecklist } from "./markdown-checklist.ts";

const BULLET = /^([ \t]*)((?:[*+•-]|\(?(?:\d+|#)[.)])[ \t]+)(.*)$/;
const BOX = /^\[( |x|X|[nN]\/?[aA])\][ \t]+(\S.*)$/;
const COMMENT_OR_DIRECTIVE = /^[ \t]*\.\.(?:[ \t]|$)/;
const REVIEWED = /^:reviewed:[ \t]*(.*)$/i;
/** Roles that themes give to struck-out text; reStructuredText itself has none. */
const STRUCK = /^:(?:strike|strikethrough|del|s):`([^`]*)`(.*)$/s;

interface OpenItem {
  readonly indent: number;
  readonly line: number;
  readonly box: string;
  readonly beside: string[];
  readonly below: string[];
}

/**
 * Reads the lists of reStructuredText whose items begin with a box, as deon writes them: to docutils a
 * box is plain text. What is indented below an item belongs to it; literal blocks, comments and
 * directives hold no items.
 */
export function restructuredTextChecklist(text: string, path: string): Parsed<ReadChecklist> {
  const excess = excessOf(text);
  if (excess !== undefined) {
    return {
      ok: false,
      problems: [{ place: { path, line: excess.line }, message: excess.message }],
    };
  }
  const closed: OpenItem[] = [];
  const open: OpenItem[] = [];
  const reviewed: ChecklistReview[] = [];
  const problems: Problem[] = [];
  /** Lines that are indented more than this are no text. */
  let skipped: number | undefined;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const place = { path, line: index + 1 };
    if (line.trim() === "") {
      if (open.at(-1)?.below.length === 0) open.at(-1)?.below.push("");
      continue;
    }
    const indent = indentOf(line);
    if (skipped !== undefined && indent > skipped) continue;
    skipped = COMMENT_OR_DIRECTIVE.test(line) || /::\s*$/.test(line) ? indent : undefined;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    if (COMMENT_OR_DIRECTIVE.test(line)) continue;
    const review = REVIEWED.exec(line)?.[1];
    if (review !== undefined) {
      const read = reviewLine(review, place);
      if (read.ok) reviewed.push(read.value);
      else problems.push(...read.problems);
      continue;
    }
    const bullet = BULLET.exec(line);
    const [, box, beside] = BOX.exec(bullet?.[3] ?? "") ?? [];
    if (box !== undefined && beside !== undefined) {
      const item = { indent, line: index + 1, box, beside: [beside], below: [] };
      closed.push(item);
      open.push(item);
      continue;
    }
    const item = open.at(-1);
    const isFirst = item?.below.length === 0 && bullet === null;
    (isFirst ? item.beside : item?.below)?.push(bullet?.[3] ?? line.trim());
  }
  if (problems.length > 0) return { ok: false, problems };
  const items = withDistinctIds(closed.map((item) => written(item, path)));
  return { ok: true, value: { items, reviewed } };
}

function written({ box, beside, below, line }: OpenItem, path: string): BoxItem {
  const label = beside.join("\n");
  const [, struck, behind] = STRUCK.exec(label) ?? [];
  const text = plain(struck ?? label);
  return boxItem({
    checked: /^x$/i.test(box),
    beside: /^n/i.test(box) ? `[N/A] ${text}` : text,
    below: plain(below.join("\n")),
    place: { path, line },
    ...(behind !== undefined && { behindStruck: plain(behind) }),
  });
}

/** Without the marks of strong and emphasised text and of literals. */
function plain(text: string): string {
  return text
    .replaceAll(/\*\*|``/g, "")
    .replaceAll(/(?<!\w)[*`]|[*`](?!\w)/g, "")
    .trim();
}

/** A tab goes to the next multiple of eight, as docutils has it. */
function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === " ") columns += 1;
    else if (character === "\t") columns += 8 - (columns % 8);
    else break;
  }
  return columns;
}
