import { type Fact, known, unavailable } from "../core/model/fact.ts";

/** What a file's text says; the same for the same text and path. */
export type Parser<T> = (text: string, path: string) => Fact<T>;

/**
 * Results by the bytes they were read from. An adapter that keeps a blob gives the same bytes again, so
 * that what was parsed lives exactly as long as what it was parsed from.
 */
const results = new WeakMap<Uint8Array, Map<Parser<unknown>, Map<string, Fact<unknown>>>>();

/** Parses a file the first time it is asked for. */
export function parseOnce<T>(bytes: Uint8Array, path: string, parse: Parser<T>): Fact<T> {
  const ofBytes = results.get(bytes) ?? new Map<Parser<unknown>, Map<string, Fact<unknown>>>();
  results.set(bytes, ofBytes);
  const ofParser = ofBytes.get(parse) ?? new Map<string, Fact<unknown>>();
  ofBytes.set(parse, ofParser);
  const result = ofParser.get(path) ?? parseNow(bytes, path, parse);
  ofParser.set(path, result);
  return result as Fact<T>;
}

function parseNow<T>(bytes: Uint8Array, path: string, parse: Parser<T>): Fact<T> {
  const text = decodeText(bytes, path);
  return text.state === "known" ? parse(text.value, path) : text;
}

/** A file's text, which must be UTF-8. */
export function decodeText(bytes: Uint8Array, path: string): Fact<string> {
  try {
    return known(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return unavailable("invalid", `${path} is not UTF-8 text`, { path });
  }
}
