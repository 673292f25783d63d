import { createHash } from "node:crypto";

/** The key that marks what JSON has no word for. */
const MARK = "$";

/**
 * A value as JSON that is the same for equal values, whatever the order in which their keys came: keys
 * sorted, no spaces. Maps, sets, numbers that are none and absent places of lists survive under a mark;
 * members that are functions do not.
 */
export function canonicalJson(value: unknown): string {
  return written(marked(value));
}

/** The value that `canonicalJson` was given; throws where the text is no JSON. */
export function fromCanonicalJson(text: string): unknown {
  return unmarked(JSON.parse(text));
}

/** The digest of a text, byte for byte: `sha256:` and 64 hex digits. */
export function textDigest(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value in the form in which it is written: of JSON's own sorts, with marks for all others. */
function marked(value: unknown): Json {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : { [MARK]: "number", value: String(value) };
    case "undefined":
      return { [MARK]: "undefined" };
    case "object":
      return value === null ? null : markedObject(value);
    case "bigint":
    case "function":
    case "symbol":
      throw new TypeError(`a ${typeof value} cannot be put on record`);
  }
}

function markedObject(value: object): Json {
  if (Array.isArray(value)) return value.map(marked);
  if (value instanceof Map) {
    return { [MARK]: "map", entries: [...value].map(([key, each]) => [marked(key), marked(each)]) };
  }
  if (value instanceof Set) return { [MARK]: "set", values: [...value].map(marked) };
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined && typeof each !== "function")
    .map(([key, each]): [string, Json] => [key, marked(each)]);
  return MARK in value ? { [MARK]: "object", entries } : Object.fromEntries(entries);
}

/** The value behind the form in which it is written. */
function unmarked(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(unmarked);
  const { entries, values } = value as { entries?: [unknown, unknown][]; values?: unknown[] };
  switch ((value as Record<string, unknown>)[MARK]) {
    case "number":
      return Number((value as { value?: unknown }).value);
    case "undefined":
      return undefined;
    case "map":
      return new Map((entries ?? []).map(([key, each]) => [unmarked(key), unmarked(each)]));
    case "set":
      return new Set((values ?? []).map(unmarked));
    case "object":
      return plainObject(entries ?? []);
    default:
      return plainObject(Object.entries(value));
  }
}

/** Without a setter in the way: a key may be `__proto__`. */
function plainObject(entries: Iterable<readonly [unknown, unknown]>): object {
  return Object.fromEntries([...entries].map(([key, each]) => [String(key), unmarked(each)]));
}

function written(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${written(each)}`).join(",")}}`;
}
