import type { JsonPointer } from "../core/model/structured-report.ts";
import { skipSpace, stringAt, stringEnd } from "./json.ts";

/**
 * The offset of a part of a text of JSON that was read before, or of its nearest ancestor. Goes through
 * the text once: nothing is kept for places that nobody asks for.
 */
export function jsonOffset(text: string, pointer: JsonPointer, from = 0): number {
  let offset = skipSpace(text, from);
  for (const key of pointer) {
    const child = childOffset(text, offset, key);
    if (child === undefined) return offset;
    offset = child;
  }
  return offset;
}

function childOffset(text: string, start: number, wanted: string | number): number | undefined {
  const open = text[start];
  if (open !== "{" && open !== "[") return undefined;
  let offset = skipSpace(text, start + 1);
  for (let index = 0; offset < text.length && !isClosing(text[offset]); index += 1) {
    let key: string | number = index;
    if (open === "{") {
      const read = stringAt(text, offset);
      key = read.value;
      offset = skipSpace(text, skipSpace(text, read.end) + 1); // over the colon
    }
    if (key === wanted) return offset;
    offset = skipSpace(text, valueEnd(text, offset));
    if (text[offset] === ",") offset = skipSpace(text, offset + 1);
  }
  return undefined;
}

/** Where a value ends: brackets are counted, and what strings hold is passed over. */
function valueEnd(text: string, start: number): number {
  let depth = 0;
  let offset = start;
  while (offset < text.length) {
    const char = text[offset];
    if (depth === 0 && (char === "," || isClosing(char))) return offset;
    if (char === '"') {
      offset = stringEnd(text, offset);
      continue;
    }
    if (char === "{" || char === "[") depth += 1;
    if (isClosing(char)) depth -= 1;
    offset += 1;
  }
  return offset;
}

function isClosing(char: string | undefined): boolean {
  return char === "}" || char === "]";
}
