import * as z from "zod";
import { parseWith } from "../../core/source/schema-problems.ts";
import { parseYaml } from "../../core/source/yaml.ts";
import { MAX_API_BYTES, type ReadApi } from "./read-api.ts";

/** The operations of a path (OpenAPI 3.1.1, 4.8.9; `query` since 3.2). */
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

const openApi = z.looseObject({
  openapi: z
    .string("expected a version of OpenAPI 3, such as 3.1.0")
    .regex(/^3\.\d+\.\d+/, "expected a version of OpenAPI 3, such as 3.1.0"),
  info: z.looseObject({ version: z.string().trim().min(1) }),
  paths: z.record(z.string(), z.unknown()),
});

/** Counts the operations of OpenAPI 3 that say what they answer. References are not followed. */
export function openApiOperations(text: string, path: string): ReadApi {
  // As written: the version 1.10 is not the number 1.1.
  const source = parseYaml(text, path, { strings: true, maxBytes: MAX_API_BYTES });
  if (!source.ok) return source;
  const parsed = parseWith(openApi, source.value);
  if (!parsed.ok) return parsed;
  const { info, paths } = parsed.value;
  const operations = Object.entries(paths)
    .filter(([name]) => name.startsWith("/"))
    .flatMap(([, item]) => METHODS.map((method) => partOf(item, method)))
    .filter((operation) => {
      const responses = partOf(operation, "responses");
      return typeof responses === "object" && responses !== null && hasKey(responses);
    });
  return { ok: true, operations: operations.length, version: info.version };
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;
}

/** A status code, a range of them, or `default`; extensions answer nothing. */
function hasKey(responses: object): boolean {
  return Object.keys(responses).some((key) => /^(?:[1-5](?:\d\d|XX)|default)$/.test(key));
}
