import type { Schema } from "./json-schema.ts";
import { isRecord } from "./record.ts";
import { resolved } from "./specification.ts";

type Sampled = Schema & { readonly format?: string; readonly minLength?: number };

const texts: Readonly<Record<string, string>> = {
  date: "2024-02-29",
  "date-time": "2024-02-29T12:00:00Z",
  email: "octocat@example.com",
  "repo.nwo": "octocat/hello-world",
  uri: "https://example.com/",
};

function sampleObject(schema: Schema): Record<string, unknown> {
  const properties = schema.properties ?? {};
  const own = (schema.required ?? []).map((key) => [key, sample(properties[key] ?? {})] as const);
  return Object.fromEntries(own);
}

function sampleText({ format = "", minLength = 1 }: Sampled): string {
  return texts[format] ?? "a".repeat(minLength);
}

function sampleOfType(schema: Sampled): unknown {
  const [type = "object"] = [schema.type ?? []].flat();
  switch (type) {
    case "array":
      return [sample(schema.items ?? {})];
    case "boolean":
      return true;
    case "integer":
    case "number":
      return 1;
    case "null":
      return null;
    case "string":
      return sampleText(schema);
    default:
      return sampleObject(schema);
  }
}

/** A small value that matches a schema: what it requires and nothing else. */
export function sample(schema: Schema): unknown {
  const whole = resolved(schema);
  if (whole.enum !== undefined) return whole.enum[0];
  const [choice] = whole.anyOf?.filter(({ type }) => type !== "null") ?? [];
  const parts = [...(choice === undefined ? [] : [choice]), ...(whole.allOf ?? [])].map(sample);
  if (parts.length > 0 && !parts.every(isRecord)) return parts[0];
  const own = parts.length > 0 && whole.type === undefined ? {} : sampleOfType(whole);
  // A later part only narrows what an earlier one describes.
  return isRecord(own) ? Object.assign({}, own, ...parts.toReversed()) : own;
}
