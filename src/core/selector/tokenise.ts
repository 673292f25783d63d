import { SelectorFault } from "./syntax.ts";

/** A piece of a selector's text. */
export interface Token {
  readonly type: "punctuation" | "name" | "number" | "string" | "end";
  /** The text; of a string what it stands for. */
  readonly text: string;
  readonly offset: number;
  /** Whether white space stands before it, which RFC 9535 allows in some places only. */
  readonly spaced: boolean;
}

const SPACE = /[ \t\n\r]*/y;
const PUNCTUATION = /\.\.|&&|\|\||[=!<>]=|[$@.[\](),:?*<>!]/y;
/** RFC 9535, 2.5.1.1: letters, `_` and everything beyond ASCII; digits not first. */
const NAME = /[A-Za-z_\u{80}-\u{D7FF}\u{E000}-\u{10FFFF}][\w\u{80}-\u{D7FF}\u{E000}-\u{10FFFF}]*/uy;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const HEXADECIMAL = /[0-9A-Fa-f]{4}/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["/", "/"],
  ["\\", "\\"],
]);

/** Cuts a selector into tokens, in one pass from left to right. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    const start = offset + (at(SPACE, text, offset)?.length ?? 0);
    const spaced = start > offset;
    const token = tokenAt(text, start);
    tokens.push({ type: token.type, text: token.text, offset: start, spaced });
    if (token.type === "end") return tokens;
    offset = token.end;
  }
}

type Read = Pick<Token, "type" | "text"> & { readonly end: number };

function tokenAt(text: string, start: number): Read {
  const first = text[start];
  if (first === undefined) return { type: "end", text: "", end: start };
  if (first === '"' || first === "'") return stringAt(text, start, first);
  for (const [type, pattern] of [
    ["punctuation", PUNCTUATION],
    ["name", NAME],
    ["number", NUMBER],
  ] as const) {
    const found = at(pattern, text, start);
    if (found !== undefined) return { type, text: found, end: start + found.length };
  }
  throw new SelectorFault(`unexpected ${JSON.stringify(first)}`, start);
}

/** What a sticky pattern finds at an offset. */
function at(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

function stringAt(text: string, start: number, quote: string): Read {
  let value = "";
  let offset = start + 1;
  for (;;) {
    const point = text.codePointAt(offset);
    if (point === undefined) throw new SelectorFault(`the text has no closing ${quote}`, start);
    const char = String.fromCodePoint(point);
    if (char === quote) return { type: "string", text: value, end: offset + 1 };
    if (point < 0x20 || isSurrogate(point)) {
      throw new SelectorFault("a character that a text cannot hold as it is", offset);
    }
    const [read, end] =
      char === "\\" ? escapeAt(text, offset, quote) : [char, offset + char.length];
    value += read;
    offset = end;
  }
}

/** Reads `\n`, `\u00e9` or a pair of surrogates; a text's own quote can be escaped, the other not. */
function escapeAt(text: string, start: number, quote: string): [string, number] {
  const char = text[start + 1] ?? "";
  const simple = char === quote ? quote : ESCAPES.get(char);
  if (simple !== undefined) return [simple, start + 2];
  const unit = unitAt(text, start);
  if (unit === undefined) throw new SelectorFault("an escape that JSON does not know", start);
  if (!isSurrogate(unit)) return [String.fromCharCode(unit), start + 6];
  const low = unitAt(text, start + 6);
  if (unit > 0xdbff || low === undefined || low < 0xdc00 || low > 0xdfff) {
    throw new SelectorFault("half a pair of surrogates", start);
  }
  return [String.fromCharCode(unit, low), start + 12];
}

function unitAt(text: string, offset: number): number | undefined {
  if (!text.startsWith("\\u", offset)) return undefined;
  const digits = at(HEXADECIMAL, text, offset + 2);
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}
