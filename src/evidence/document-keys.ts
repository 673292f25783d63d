import type { Cell } from "../core/model/card.ts";
import type { DocumentSection } from "../core/model/document.ts";
import type { Parsed } from "../core/model/problem.ts";
import type { LocatedYaml, Pointer } from "../core/source/yaml.ts";
import { withoutPlaceholders } from "./document-text.ts";
import { placeholderIn } from "./placeholder.ts";

/** What the keys of a mapping say, at every depth. */
export interface DocumentKeys {
  readonly sections: readonly DocumentSection[];
  readonly placeholders: readonly Cell[];
}

/** More than any description of a model or a dataset has. */
const MAX_SECTIONS = 20_000;
/** Nobody writes so many characters without a space: a picture or a key in letters. */
const MAX_WORD = 500;

/** Namespaces of JSON-LD that say nothing to a reader; those of `rai` keep their short prefix. */
const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/(?:www\.)?mlcommons\.org\/croissant\/rai\//i, "rai:"],
  [
    /^(?:https?:\/\/(?:www\.)?(?:mlcommons\.org\/croissant|schema\.org)\/|(?:sc|schema|cr|ml):)/i,
    "",
  ],
];

/**
 * The keys of a mapping as sections, by dotted names: `owners` and `owners.name`. Every entry of a list
 * gives a section of its own; a key that other entries have and one has not is empty there, so that it
 * can be asked of each.
 */
export function documentKeys(source: LocatedYaml): Parsed<DocumentKeys> {
  const { value } = source;
  if (!isMapping(value)) {
    const message = "expected keys at the top level, each with its text";
    return { ok: false, problems: [{ place: source.placeOf([]), message }] };
  }
  const sections: DocumentSection[] = [];
  const placeholders: Cell[] = [];
  const linkedData = Object.hasOwn(value, "@context");

  const add = (heading: string, inner: unknown, at: Pointer): void => {
    const place = source.keyPlaceOf(at);
    sections.push({ heading, text: textOf(inner), key: true, place });
  };
  const enter = (name: string, inner: unknown, at: Pointer): void => {
    if (sections.length > MAX_SECTIONS) return;
    if (Array.isArray(inner)) enterList(name, inner, at);
    else if (isMapping(inner)) enterMapping(name, inner, at);
    else if (typeof inner === "string") {
      const left = placeholderIn(inner);
      if (left !== undefined) placeholders.push({ text: left, place: source.placeOf(at) });
    }
  };
  const enterMapping = (name: string, mapping: object, at: Pointer): void => {
    for (const [key, inner] of Object.entries(mapping)) {
      if (linkedData && key === "@context") continue;
      const heading = joined(name, linkedData ? shortName(key) : key);
      add(heading, inner, [...at, key]);
      enter(heading, inner, [...at, key]);
    }
  };
  const enterList = (name: string, list: readonly unknown[], at: Pointer): void => {
    const keys = new Set(list.filter(isMapping).flatMap(Object.keys));
    for (const [index, entry] of list.entries()) {
      enter(name, entry, [...at, index]);
      if (!isMapping(entry)) continue;
      for (const key of keys) {
        if (sections.length > MAX_SECTIONS) return;
        if (!Object.hasOwn(entry, key)) {
          add(joined(name, linkedData ? shortName(key) : key), "", [...at, index, key]);
        }
      }
    }
  };
  enterMapping("", value, []);
  if (sections.length <= MAX_SECTIONS) return { ok: true, value: { sections, placeholders } };
  const message = `expected at most ${MAX_SECTIONS} keys; there are more: split the file up`;
  return { ok: false, problems: [{ place: source.placeOf([]), message }] };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function joined(name: string, key: string): string {
  return name === "" ? key : `${name}.${key}`;
}

function shortName(key: string): string {
  const [pattern, prefix = ""] = NAMESPACES.find(([each]) => each.test(key)) ?? [];
  return pattern === undefined ? key : key.replace(pattern, prefix);
}

/** A value as a person would read it out: entries and keys a line each, without what a template left. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return lines(value.map(textOf));
  if (isMapping(value)) {
    // A text of JSON-LD that says its language.
    if (typeof value["@value"] === "string") return textOf(value["@value"]);
    return lines(
      Object.entries(value).map(([key, inner]) => {
        const text = textOf(inner);
        return text === "" ? "" : `${key}: ${text}`;
      }),
    );
  }
  if (typeof value !== "string") return "";
  return value.length > MAX_WORD && !/\s/.test(value) ? "" : withoutPlaceholders(value);
}

function lines(texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\n");
}
