import { Cursor } from "./cursor.ts";
import { parseLogical } from "./parse-filter.ts";
import { type Query, type Segment, type Selector, SelectorFault } from "./syntax.ts";
import { tokenise } from "./tokenise.ts";

/** Longer than any selector that a person can read. */
const MAX_LENGTH = 2000;
/** RFC 9535, 2.1: whole numbers that every JSON reader holds exactly. */
const INTEGER = /^(?:0|-?[1-9][0-9]*)$/;

/** Reads a whole selector; throws what is wrong with it. Takes time in proportion to its length. */
export function parseSelector(text: string): Query {
  if (text.length > MAX_LENGTH) {
    throw new SelectorFault(`a selector has at most ${MAX_LENGTH} characters`, MAX_LENGTH);
  }
  const cursor = new Cursor(tokenise(text));
  if (!cursor.sees("$") || cursor.next.spaced) cursor.fault("expected `$` as the first character");
  const query = parseQuery(cursor);
  if (cursor.next.type !== "end" || cursor.next.spaced) cursor.fault("expected the selector's end");
  return query;
}

function parseQuery(cursor: Cursor): Query {
  const from = cursor.take().text === "$" ? "root" : "current";
  const segments: Segment[] = [];
  while (cursor.sees("[") || cursor.sees(".") || cursor.sees("..")) {
    segments.push(parseSegment(cursor));
  }
  return { from, segments };
}

function parseSegment(cursor: Cursor): Segment {
  if (cursor.sees("[")) return { descendant: false, selectors: parseBrackets(cursor) };
  const descendant = cursor.take().text === "..";
  const { type, text } = cursor.expectAdjacent("a name");
  if (descendant && cursor.sees("[")) return { descendant, selectors: parseBrackets(cursor) };
  if (cursor.takes("*")) return { descendant, selectors: [{ type: "wildcard" }] };
  if (type !== "name") cursor.fault("expected a name or `*`; other names go into `['...']`");
  cursor.take();
  return { descendant, selectors: [{ type: "name", name: text }] };
}

function parseBrackets(cursor: Cursor): Selector[] {
  cursor.expect("[");
  const selectors = [parseOne(cursor)];
  while (cursor.takes(",")) selectors.push(parseOne(cursor));
  cursor.expect("]");
  return selectors;
}

function parseOne(cursor: Cursor): Selector {
  if (cursor.takes("*")) return { type: "wildcard" };
  if (cursor.takes("?")) return { type: "filter", test: parseLogical(cursor, parseQuery) };
  if (cursor.next.type === "string") return { type: "name", name: cursor.take().text };
  const start = parseInteger(cursor);
  if (!cursor.takes(":")) {
    return start === undefined
      ? cursor.fault("expected a name in quotes, an index, a slice, `*` or `?`")
      : { type: "index", index: start };
  }
  const end = parseInteger(cursor);
  const step = cursor.takes(":") ? parseInteger(cursor) : undefined;
  return {
    type: "slice",
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    step: step ?? 1,
  };
}

function parseInteger(cursor: Cursor): number | undefined {
  const { type, text } = cursor.next;
  if (type !== "number") return undefined;
  if (!INTEGER.test(text)) cursor.fault("expected a whole number");
  if (!Number.isSafeInteger(Number(text))) cursor.fault("expected a smaller number");
  cursor.take();
  return Number(text);
}
