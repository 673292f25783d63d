import type { Schema } from "./json-schema.ts";
import type { Finding } from "./problem.ts";
import { isRecord, type JsonRecord } from "./record.ts";
import { resolved } from "./specification.ts";

/** Whether a schema is for another kind of object, told by a key that has one value only. */
function isForAnother(schema: Schema, value: unknown): boolean {
  if (!isRecord(value)) return false;
  return Object.entries(schema.properties ?? {}).some(([key, property]) => {
    const values = resolved(property).enum;
    return key in value && values?.length === 1 && values[0] !== value[key];
  });
}

/** A schema and its choices and parts, to any depth, that can be meant for the value. */
function parts(schema: Schema, value: unknown): Schema[] {
  const whole = resolved(schema);
  if (isForAnother(whole, value)) return [];
  const inner = [...(whole.allOf ?? []), ...(whole.anyOf ?? [])];
  return [whole, ...inner.flatMap((part) => parts(part, value))];
}

function inRecord(value: JsonRecord, schemas: readonly Schema[], where: string): Finding[] {
  const described = schemas.flatMap(({ properties }) => (properties ? [properties] : []));
  // `additionalProperties: true` says no more than its absence; a schema there describes a map.
  const isMap = schemas.some(({ additionalProperties }) => isRecord(additionalProperties));
  if (described.length === 0 || isMap) return [];
  return Object.entries(value).flatMap(([key, item]): Finding[] => {
    const at = `${where}.${key}`;
    const known = described.flatMap((properties) => properties[key] ?? []);
    if (known.length === 0) return [{ kind: "unknown", where: at, what: "is not described" }];
    return undocumentedKeys(known, item, at);
  });
}

/**
 * The keys of a value that none of its schemas describes. GitHub's schemas leave objects open, so
 * that a misspelt key is valid by them; GitHub itself ignores it without a word.
 */
export function undocumentedKeys(
  schemas: readonly Schema[],
  value: unknown,
  where: string,
): Finding[] {
  const possible = schemas.flatMap((schema) => parts(schema, value));
  if (isRecord(value)) return inRecord(value, possible, where);
  if (!Array.isArray(value)) return [];
  const items = possible.flatMap((schema) => schema.items ?? []);
  return value.flatMap((item: unknown, index) =>
    undocumentedKeys(items, item, `${where}[${index}]`),
  );
}
