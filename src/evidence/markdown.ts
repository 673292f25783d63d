import type { Nodes, Root } from "mdast";
import type { Place } from "../core/model/place.ts";
import type { Parsed } from "../core/model/problem.ts";
import { treeByBlocks } from "./markdown-blocks.ts";
import { excessOf } from "./markdown-limits.ts";
import { markdownTree } from "./markdown-tree.ts";

/**
 * Reads Markdown as GitHub does, with tables, task lists and strikethrough. Text that would take
 * long to read is refused before it is. Offsets of the tree are offsets into `text`.
 */
export function parseMarkdown(text: string, path: string): Parsed<Root> {
  // The parser would swallow a byte order mark and shift every offset by one.
  const source = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const excess = excessOf(source);
  if (excess !== undefined) {
    const { line, message } = excess;
    return { ok: false, problems: [{ place: { path, line }, message }] };
  }
  try {
    return { ok: true, value: treeByBlocks(source, markdownTree) };
  } catch (error) {
    const message = `expected Markdown; reading it failed: ${String(error).slice(0, 200)}`;
    return { ok: false, problems: [{ place: { path, line: 1 }, message }] };
  }
}

/** Where a node begins. */
export function placeOf(node: Nodes, path: string): Place {
  const start = node.position?.start;
  return start === undefined ? { path } : { path, line: start.line, column: start.column };
}
