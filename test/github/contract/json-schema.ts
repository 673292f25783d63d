import { isRecord, type JsonRecord } from "./record.ts";

/** The name under which the validator knows GitHub's shared schemas. */
export const root = "github";

/** The part of JSON Schema that GitHub's description uses and that the checker itself reads. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

function withNull(schema: JsonRecord): JsonRecord {
  const { type, enum: values, anyOf, allOf, $ref } = schema;
  const isPlain = typeof type === "string" && [anyOf, allOf, $ref].every((it) => it === undefined);
  if (!isPlain) return { anyOf: [{ type: "null" }, schema] };
  return {
    ...schema,
    type: [type, "null"],
    ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  };
}

/**
 * Turns every OpenAPI 3.0 schema inside a value into JSON Schema.
 *
 * `oneOf` becomes `anyOf`: GitHub writes it where the choices overlap, so that its own answers
 * would match more than one.
 */
export function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (!isRecord(value)) return value;
  const schema: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === "nullable" && typeof item === "boolean") continue;
    if (key === "$ref" && typeof item === "string") schema[key] = `${root}${item}`;
    else if (key === "oneOf" && Array.isArray(item)) schema["anyOf"] = item.map(toJsonSchema);
    else schema[key] = toJsonSchema(item);
  }
  return value["nullable"] === true ? withNull(schema) : schema;
}
