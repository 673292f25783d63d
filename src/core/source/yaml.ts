import {
  constructFromEvents,
  CORE_SCHEMA,
  FAILSAFE_SCHEMA,
  parseEvents,
  YAMLException,
} from "js-yaml";
import type { Place } from "../model/place.ts";
import type { Parsed, Problem } from "../model/problem.ts";
import { isLongerThan } from "./is-longer-than.ts";
import { lineIndex } from "./line-index.ts";
import type { Position } from "./line-index.ts";
import { seenText } from "./seen-text.ts";
import { yamlTree } from "./yaml-tree.ts";
import type { Refusal, YamlNode } from "./yaml-tree.ts";

/** Keys and indices that lead from the root of a document to a value. */
export type Pointer = readonly (string | number)[];

/** A place of which everything is known. */
export type LocatedPlace = Place & Position;

/** A YAML document's value, with the place of every part of it. */
export interface LocatedYaml {
  readonly path: string;
  readonly value: unknown;
  /** Where the value stands; where there is none, the key of its nearest ancestor. */
  placeOf(pointer: Pointer): LocatedPlace;
  /** Where the value's key stands; an entry of a list has none and gives its own place. */
  keyPlaceOf(pointer: Pointer): LocatedPlace;
  /** A scalar as it was written: `1.10`, where its value is the number 1.1. */
  textOf(pointer: Pointer): string | undefined;
}

export interface YamlOptions {
  /** The line of the file that the text starts on, for front matter. */
  readonly firstLine?: number;
  /** Read every scalar as the text that was written: `1.10` stays `1.10`. */
  readonly strings?: boolean;
  /** The largest text that is read, in bytes of UTF-8. */
  readonly maxBytes?: number;
}

/** Enough for a policy of hundreds of components, small enough to be read without thought. */
const MAX_BYTES = 65_536;
/** No file of ours nests deeper than six; the parser's own limit is 100. */
const MAX_DEPTH = 20;
/** More than anybody mends in one go. */
const MAX_PROBLEMS = 100;

/**
 * Reads one strict YAML 1.2 document. Whatever makes a file mean something other than what it shows
 * is refused: aliases, anchors, tags, merge keys, repeated keys and keys that YAML would rewrite.
 */
export function parseYaml(
  text: string,
  path: string,
  options: YamlOptions = {},
): Parsed<LocatedYaml> {
  const { firstLine = 1, strings = false, maxBytes = MAX_BYTES } = options;
  const top: Place = { path, line: firstLine, column: 1 };
  if (isLongerThan(text, maxBytes)) {
    return fail(top, `expected at most ${maxBytes} bytes of YAML; the text is longer: split it up`);
  }

  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const positionOf = lineIndex(source);
  const placeAt = (offset: number): LocatedPlace => {
    const { line, column } = positionOf(offset);
    return { path, line: line + firstLine - 1, column };
  };
  const problemOf = ({ offset, firstOffset, message }: Refusal): Problem => ({
    place: placeAt(offset),
    message:
      firstOffset === undefined
        ? message
        : `the key ${seenText(message)} stands here twice, first on line ${placeAt(firstOffset).line}; keep one of them`,
  });
  const read = <T>(step: () => T): Parsed<T> => {
    try {
      return { ok: true, value: step() };
    } catch (error) {
      const place =
        error instanceof YAMLException && error.mark !== undefined
          ? placeAt(error.mark.position)
          : top;
      const reason = error instanceof YAMLException ? error.reason : String(error);
      return fail(place, `not valid YAML: ${reason.slice(0, 200)}`);
    }
  };

  const events = read(() => parseEvents(source, { maxDepth: MAX_DEPTH }));
  if (!events.ok) return events;
  const { documents, refusals } = yamlTree(source, events.value);
  if (refusals.length > 0) {
    return { ok: false, problems: refusals.slice(0, MAX_PROBLEMS).map(problemOf) };
  }
  const [root, second] = documents;
  if (root === undefined) return fail(top, "expected one YAML document; the text is empty");
  if (second !== undefined) {
    return fail(
      placeAt(second.start),
      `expected one YAML document, got ${documents.length}: remove the \`---\` between them`,
    );
  }

  const schema = strings ? FAILSAFE_SCHEMA : CORE_SCHEMA;
  const values = read(() => constructFromEvents(events.value, { source, schema, maxAliases: 0 }));
  if (!values.ok) return values;
  const value: unknown = values.value[0];
  const rewritten = rewrittenKeys(root, value).slice(0, MAX_PROBLEMS);
  if (rewritten.length > 0) return { ok: false, problems: rewritten.map(problemOf) };

  const find = (pointer: Pointer): { node: YamlNode; found: boolean } => {
    let node = root;
    for (const key of pointer) {
      const child = node.children.get(key);
      if (child === undefined) return { node, found: false };
      node = child;
    }
    return { node, found: true };
  };
  return {
    ok: true,
    value: {
      path,
      value,
      placeOf(pointer) {
        const { node, found } = find(pointer);
        return placeAt(found ? node.start : (node.keyStart ?? node.start));
      },
      keyPlaceOf(pointer) {
        const { node } = find(pointer);
        return placeAt(node.keyStart ?? node.start);
      },
      textOf(pointer) {
        const { node, found } = find(pointer);
        return found ? node.text : undefined;
      },
    },
  };
}

function fail(place: Place, message: string): Parsed<never> {
  return { ok: false, problems: [{ place, message }] };
}

/** Keys that are not what was written: YAML reads `007:` as 7 and `~:` as null. */
function rewrittenKeys(node: YamlNode, value: unknown): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [key, child] of node.children) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) {
      refusals.push({
        offset: child.keyStart ?? child.start,
        message: `YAML reads the key ${seenText(key)} as something else; put it in quotes`,
      });
    } else {
      const inner: unknown = Reflect.get(value, key);
      refusals.push(...rewrittenKeys(child, inner));
    }
  }
  return refusals;
}
