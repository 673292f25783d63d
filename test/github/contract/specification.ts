import { readFileSync } from "node:fs";

import { root, toJsonSchema, type Schema } from "./json-schema.ts";

/** A parameter of an operation, in its path or its query. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  /** Whether the value may contain slashes, as a branch or a file does. */
  readonly "x-multi-segment"?: true;
  readonly schema: Schema;
}

/** What a body looks like, by media type. */
export type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** One thing that can be asked of GitHub. */
export interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Specification {
  /** The version of `@octokit/openapi` that it was cut from. */
  readonly version: string;
  /** By path template, then by method in lower case. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  /** Payloads by key, as `pull-request-opened`. */
  readonly webhooks: Readonly<Record<string, Schema>>;
  /** What the others refer to. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

const text = readFileSync(new URL("api.github.com.json", import.meta.url), "utf8");

/** GitHub's description, cut by `scripts/cut-openapi.ts` and turned into JSON Schema. */
export const specification = toJsonSchema(JSON.parse(text)) as Specification;

const prefix = `${root}#/schemas/`;

/** The schema itself, or the one it refers to. */
export function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const target = specification.schemas[schema.$ref.slice(prefix.length)];
  return target === undefined ? {} : resolved(target);
}
