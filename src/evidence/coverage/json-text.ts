import { lineIndex } from "../../core/source/line-index.ts";
import { JsonFault, readJson } from "../json.ts";
import { markedEncoding } from "../text-chunks.ts";
import { CoverageFault } from "./coverage-fault.ts";

/**
 * A value in a text of JSON that is not yet read. Of a large report one file at a time is: all of it at once
 * would take many times its bytes in memory.
 */
export interface JsonText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Far more than a report of 50 MB holds. */
const MAX_MEMBERS = 8_000_000;
const MAX_CONTAINERS = 3_000_000;
const MAX_DEPTH = 40;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * The whole of a text of JSON, unless it is too deep or holds too much.
 *
 * @throws CoverageFault
 */
export function jsonText(bytes: Uint8Array): JsonText {
  const text = decoded(bytes);
  checkSize(text);
  const start = skipSpace(text, 0);
  const end = endOfValue(text, start);
  if (skipSpace(text, end) < text.length) throw notJson("more text after its end");
  return { text, start, end };
}

/**
 * The value itself.
 *
 * @throws CoverageFault where it is not JSON
 */
export function jsonValue({ text, start, end }: JsonText): unknown {
  const own = text.slice(start, end);
  try {
    return JSON.parse(own) as unknown;
  } catch {
    const { message, offset } = faultIn(own);
    const { line } = lineIndex(text)(start + offset);
    throw new CoverageFault(`not valid JSON: ${message}`, line);
  }
}

/** What the language's own reader refuses and where, which it does not tell. */
function faultIn(text: string): { readonly message: string; readonly offset: number } {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof JsonFault) return error;
    throw error;
  }
  // Python writes these words, and there is nothing else that only the other reader takes.
  const [before = "", word = ""] = /[[:,]\s*(-?(?:NaN|Infinity))/.exec(text) ?? [];
  return { message: `the value is ${word}`, offset: text.indexOf(before) + before.indexOf(word) };
}

/** Whether a value is an object, by how it starts. */
export function isObject({ text, start }: JsonText): boolean {
  return text.charCodeAt(start) === OPEN_OBJECT;
}

/**
 * Those members of an object that are asked for; what else it has is not read.
 *
 * @throws CoverageFault where it is none
 */
export function pickFrom(
  json: JsonText,
  names: readonly string[],
  where: () => string,
): Readonly<Record<string, unknown>> {
  const picked = new Map<string, unknown>();
  for (const [name, value] of membersOf(json, where)) {
    if (names.includes(name)) picked.set(name, jsonValue(value));
  }
  return Object.fromEntries(picked);
}

/**
 * The members of an object, one after the other; those of one name all come.
 *
 * @throws CoverageFault where it is none
 */
export function membersOf(
  json: JsonText,
  where: () => string,
): Generator<readonly [name: string, value: JsonText], void, void> {
  const { text } = json;
  if (!isObject(json)) {
    throw new CoverageFault(`expected an object at ${where()}`);
  }
  return itemsOf(json, CLOSE_OBJECT, (at) => {
    if (text.charCodeAt(at) !== QUOTE) throw notJson("a member without a name");
    const end = endOfString(text, at);
    const colon = skipSpace(text, end);
    if (text[colon] !== ":") throw notJson("a name without `:`");
    const value = valueAt(text, skipSpace(text, colon + 1));
    return [[jsonValue({ text, start: at, end }) as string, value] as const, value.end];
  });
}

/**
 * The elements of a list, one after the other.
 *
 * @throws CoverageFault where it is none
 */
export function elementsOf(json: JsonText, where: () => string): Generator<JsonText, void, void> {
  const { text, start } = json;
  if (text.charCodeAt(start) !== OPEN_LIST) {
    throw new CoverageFault(`expected a list at ${where()}`);
  }
  return itemsOf(json, CLOSE_LIST, (at) => {
    const value = valueAt(text, at);
    return [value, value.end];
  });
}

function* itemsOf<Item>(
  { text, start }: JsonText,
  close: number,
  read: (at: number) => readonly [item: Item, end: number],
): Generator<Item, void, void> {
  let at = skipSpace(text, start + 1);
  if (text.charCodeAt(at) === close) return;
  for (;;) {
    const [item, end] = read(at);
    yield item;
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === close) return;
    if (text.charCodeAt(at) !== COMMA) throw notJson("values without `,` between them");
    at = skipSpace(text, at + 1);
  }
}

function valueAt(text: string, start: number): JsonText {
  return { text, start, end: endOfValue(text, start) };
}

/** Where a value ends, by its brackets; whether it is sound shows when it is read. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(text, i) - 1;
      if (depth === 0) return i + 1;
    } else if (code === OPEN_LIST || code === OPEN_OBJECT) depth += 1;
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      if (depth === 0) return i;
      depth -= 1;
      if (depth === 0) return i + 1;
    } else if (depth === 0 && (code === COMMA || isSpace(code))) return i;
  }
  if (depth > 0) throw notJson("it ends before its last bracket");
  return text.length;
}

/** Behind the string that starts at a quote: it ends at the next quote that is not escaped. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  throw notJson("a string without an end");
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpace(code: number): boolean {
  return code === SPACE || code === LINE_FEED || code === RETURN || code === TAB;
}

/** Counts what a text would become before any of it is made. */
function checkSize(text: string): void {
  let members = 0;
  let containers = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) i = endOfString(text, i) - 1;
    else if (code === COMMA) members += 1;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      containers += 1;
      depth += 1;
      if (depth > MAX_DEPTH) {
        throw new CoverageFault(`expected JSON nested at most ${MAX_DEPTH} deep`);
      }
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1;
  }
  if (members > MAX_MEMBERS || containers > MAX_CONTAINERS) {
    throw new CoverageFault(
      `expected at most ${MAX_CONTAINERS} objects and lists with ${MAX_MEMBERS} values; split the report`,
    );
  }
}

function decoded(bytes: Uint8Array): string {
  const encoding = markedEncoding(bytes) ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new CoverageFault(`the bytes are not valid ${encoding}`);
  }
}

function notJson(detail: string): CoverageFault {
  return new CoverageFault(`not valid JSON: ${detail}`);
}
