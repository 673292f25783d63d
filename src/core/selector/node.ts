import type { JsonPointer, JsonValue } from "../model/structured-report.ts";

/** A part of a value, linked to what it is part of, so that its place can be named. */
export interface JsonNode {
  readonly value: JsonValue;
  readonly parent?: JsonNode;
  /** Its key or index in its parent. */
  readonly key: string | number;
}

/** Keys and indices that lead from the root to a node. */
export function pointerOf(node: JsonNode): JsonPointer {
  const pointer: (string | number)[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) pointer.push(at.key);
  return pointer.toReversed();
}

/** The normalized path of RFC 9535, 2.7: `$['metrics'][0]`. */
export function normalizedPath(pointer: JsonPointer): string {
  return pointer.reduce<string>(
    (path, key) => `${path}[${typeof key === "number" ? key : quoted(key)}]`,
    "$",
  );
}

function quoted(name: string): string {
  const json = JSON.stringify(name).slice(1, -1);
  return `'${json.replaceAll(String.raw`\"`, '"').replaceAll("'", String.raw`\'`)}'`;
}

/** Whether a value is a list. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a value has named members. */
export function isMapping(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
