import type { JsonValue } from "../core/model/structured-report.ts";

/** What is wrong with a text of JSON, and where. */
export class JsonFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Deeper than any report; the reader calls itself once a level. */
const MAX_DEPTH = 100;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Characters before it are controls, which no string holds as they are. */
const SPACE_UNIT = 0x20;
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** What JSON has, and the three words of Python's writers, which no comparison ever takes. */
const WORDS: readonly (readonly [string, JsonValue])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
];

/**
 * Reads one value of JSON (RFC 8259). Unlike the language's own reader it refuses repeated keys, which
 * different readers take differently, and knows NaN and Infinity. Throws a JsonFault.
 */
export function readJson(text: string): JsonValue {
  const read = valueAt(text, skipSpace(text, 0), 0);
  const end = skipSpace(text, read.end);
  if (end < text.length) throw new JsonFault(`expected the end, got ${seen(text, end)}`, end);
  return read.value;
}

interface Read<T> {
  readonly value: T;
  readonly end: number;
}

function valueAt(text: string, start: number, depth: number): Read<JsonValue> {
  const first = text[start];
  if (first === "{" || first === "[") {
    if (depth === MAX_DEPTH) throw new JsonFault(`nested deeper than ${MAX_DEPTH}`, start);
    return first === "{" ? mappingAt(text, start, depth + 1) : listAt(text, start, depth + 1);
  }
  if (first === '"') return stringAt(text, start);
  NUMBER.lastIndex = start;
  const number = NUMBER.exec(text)?.[0];
  if (number !== undefined) return { value: Number(number), end: start + number.length };
  const word = WORDS.find(([each]) => text.startsWith(each, start));
  if (word !== undefined) return { value: word[1], end: start + word[0].length };
  throw new JsonFault(`expected a value of JSON, got ${seen(text, start)}`, start);
}

function listAt(text: string, start: number, depth: number): Read<JsonValue> {
  const value: JsonValue[] = [];
  let offset = skipSpace(text, start + 1);
  if (text[offset] === "]") return { value, end: offset + 1 };
  for (;;) {
    const read = valueAt(text, offset, depth);
    value.push(read.value);
    const after = skipSpace(text, read.end);
    if (text[after] === "]") return { value, end: after + 1 };
    expect(text, after, ",", "`,` or `]`");
    offset = skipSpace(text, after + 1);
  }
}

function mappingAt(text: string, start: number, depth: number): Read<JsonValue> {
  const value: Record<string, JsonValue> = {};
  let offset = skipSpace(text, start + 1);
  if (text[offset] === "}") return { value, end: offset + 1 };
  for (;;) {
    expect(text, offset, '"', "a key in double quotes");
    const key = stringAt(text, offset);
    if (Object.hasOwn(value, key.value) || key.value === "__proto__") {
      throw new JsonFault(
        key.value === "__proto__"
          ? "the key `__proto__` has a special meaning elsewhere and is not read here"
          : `the key ${JSON.stringify(key.value.slice(0, 60))} stands twice in one mapping`,
        offset,
      );
    }
    const colon = skipSpace(text, key.end);
    expect(text, colon, ":", "`:`");
    const read = valueAt(text, skipSpace(text, colon + 1), depth);
    value[key.value] = read.value;
    const after = skipSpace(text, read.end);
    if (text[after] === "}") return { value, end: after + 1 };
    expect(text, after, ",", "`,` or `}`");
    offset = skipSpace(text, after + 1);
  }
}

/** Where a string that starts at an offset ends. */
export function stringEnd(text: string, start: number): number {
  for (let offset = start + 1; offset < text.length; offset += 1) {
    const unit = text.charCodeAt(offset);
    if (unit === QUOTE) return offset + 1;
    if (unit === BACKSLASH) offset += 1;
  }
  throw new JsonFault("the text has no closing quote", start);
}

/** A string as JSON writes it; the language's own reader takes care of its escapes. */
export function stringAt(text: string, start: number): Read<string> {
  for (let offset = start + 1; offset < text.length; offset += 1) {
    const unit = text.charCodeAt(offset);
    if (unit === QUOTE) return { value: text.slice(start + 1, offset), end: offset + 1 };
    if (unit === BACKSLASH || unit < SPACE_UNIT) break;
  }
  const end = stringEnd(text, start);
  try {
    return { value: JSON.parse(text.slice(start, end)) as string, end };
  } catch {
    throw new JsonFault("the text holds an escape or a control character that JSON refuses", start);
  }
}

/** The next offset that holds something other than white space. */
export function skipSpace(text: string, offset: number): number {
  if (text.charCodeAt(offset) > SPACE_UNIT) return offset;
  SPACE.lastIndex = offset;
  return offset + (SPACE.exec(text)?.[0].length ?? 0);
}

function expect(text: string, offset: number, sign: string, what: string): void {
  if (text[offset] !== sign) {
    throw new JsonFault(`expected ${what}, got ${seen(text, offset)}`, offset);
  }
}

function seen(text: string, offset: number): string {
  return offset < text.length ? JSON.stringify(text.slice(offset, offset + 10)) : "the end";
}
