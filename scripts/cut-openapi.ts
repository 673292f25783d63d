/**
 * Cuts GitHub's OpenAPI description down to what the contract checker needs.
 *
 * The npm package `@octokit/openapi` holds hundreds of megabytes, so it is no dependency: install
 * the wanted version in a directory outside the repository, then run
 * `node scripts/cut-openapi.ts <that directory>/node_modules/@octokit/openapi`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { webhookKeys } from "../test/github/contract/events.ts";
import { permissions } from "../test/github/contract/permissions.ts";

type Node = Readonly<Record<string, unknown>>;

const target = new URL("../test/github/contract/api.github.com.json", import.meta.url);
const schemaReference = /"#\/components\/schemas\/([^"]+)"/g;

// Every keyword is named, so that a new one stops the cut instead of being lost.
const plainKeywords = new Set([
  "$ref",
  "enum",
  "format",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "nullable",
  "pattern",
  "required",
  "type",
  "uniqueItems",
]);
const schemaKeywords = new Set(["additionalProperties", "items", "not"]);
const listKeywords = new Set(["allOf", "anyOf", "oneOf"]);
const droppedKeywords = new Set([
  "default",
  "deprecated",
  "description",
  "discriminator",
  "example",
  "examples",
  "externalDocs",
  "readOnly",
  "title",
]);

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function node(value: unknown): Node {
  if (!isNode(value)) throw new Error(`expected an object, found ${JSON.stringify(value)}`);
  return value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapValues(value: unknown, change: (value: unknown) => unknown): Node {
  return Object.fromEntries(Object.entries(node(value)).map(([key, item]) => [key, change(item)]));
}

function cutSchema(schema: unknown): unknown {
  if (!isNode(schema)) return schema; // `additionalProperties: true`
  const kept: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (plainKeywords.has(keyword)) kept[keyword] = value;
    else if (schemaKeywords.has(keyword)) kept[keyword] = cutSchema(value);
    else if (listKeywords.has(keyword)) kept[keyword] = list(value).map(cutSchema);
    else if (keyword === "properties") kept[keyword] = mapValues(value, cutSchema);
    else if (!droppedKeywords.has(keyword) && !keyword.startsWith("x-"))
      throw new Error(`unknown schema keyword ${keyword}`);
  }
  return kept;
}

function cutContent(content: unknown): Node {
  return mapValues(content, (media) => {
    const { schema } = node(media);
    return schema === undefined ? {} : { schema: cutSchema(schema) };
  });
}

/** Parameters and responses are few and small, so they are written where they are used. */
function resolve(specification: Node, value: unknown): Node {
  const reference = node(value)["$ref"];
  if (typeof reference !== "string") return node(value);
  const steps = reference.slice("#/".length).split("/");
  return resolve(
    specification,
    steps.reduce<unknown>((at, step) => node(at)[step], specification),
  );
}

function cutParameter(parameter: Node): Node {
  const { name, required, schema } = parameter;
  const multiSegment = parameter["x-multi-segment"];
  return {
    name,
    in: parameter["in"],
    required: required === true,
    ...(multiSegment === true ? { "x-multi-segment": true } : {}),
    schema: cutSchema(schema),
  };
}

function cutBody(body: unknown): Node {
  const { required, content } = node(body);
  return { required: required === true, content: cutContent(content) };
}

function cutOperation(specification: Node, operation: Node): Node {
  const { operationId, parameters, requestBody, responses } = operation;
  const resolved = list(parameters).map((parameter) => resolve(specification, parameter));
  return {
    operationId,
    parameters: resolved.filter((parameter) => parameter["in"] !== "header").map(cutParameter),
    ...(requestBody === undefined ? {} : { requestBody: cutBody(requestBody) }),
    responses: mapValues(responses, (response) => {
      const { content } = resolve(specification, response);
      return content === undefined ? {} : { content: cutContent(content) };
    }),
  };
}

function cutPaths(specification: Node, wanted: Set<string>): Node {
  const paths: Record<string, Record<string, Node>> = {};
  for (const [path, methods] of Object.entries(node(specification["paths"]))) {
    for (const [method, operation] of Object.entries(node(methods))) {
      const id = node(operation)["operationId"];
      if (typeof id !== "string" || !wanted.delete(id)) continue;
      (paths[path] ??= {})[method] = cutOperation(specification, node(operation));
    }
  }
  return paths;
}

function cutWebhooks(specification: Node, wanted: Set<string>): Node {
  const kept = Object.entries(node(specification["x-webhooks"])).filter(([key]) =>
    wanted.delete(key),
  );
  return mapValues(Object.fromEntries(kept), (webhook) => {
    const content = node(node(node(node(webhook)["post"])["requestBody"])["content"]);
    return cutSchema(node(content["application/json"])["schema"]);
  });
}

/** The schemas that the kept parts refer to, and those that these refer to in turn. */
function cutSchemas(specification: Node, kept: readonly Node[]): Node {
  const all = node(node(specification["components"])["schemas"]);
  const found: Record<string, unknown> = {};
  const texts = kept.map((part) => JSON.stringify(part));
  for (let text = texts.pop(); text !== undefined; text = texts.pop()) {
    for (const [, name] of text.matchAll(schemaReference)) {
      if (name === undefined || name in found) continue;
      found[name] = cutSchema(node(all[name]));
      texts.push(JSON.stringify(found[name]));
    }
  }
  return Object.fromEntries(Object.entries(found).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function readJson(path: string): Node {
  return node(JSON.parse(readFileSync(path, "utf8")));
}

const [packageFolder] = process.argv.slice(2);
if (packageFolder === undefined) throw new Error("which folder holds @octokit/openapi?");
const { version } = readJson(join(packageFolder, "package.json"));
const specification = readJson(join(packageFolder, "generated", "api.github.com.json"));

const wanted = new Set([...Object.keys(permissions), ...webhookKeys()]);
const paths = cutPaths(specification, wanted);
const webhooks = cutWebhooks(specification, wanted);
if (wanted.size > 0) throw new Error(`GitHub describes no ${[...wanted].join(", ")}`);

const schemas = cutSchemas(specification, [paths, webhooks]);
const text = `${JSON.stringify({ version, paths, webhooks, schemas })}\n`;
writeFileSync(target, text.replaceAll("#/components/schemas/", "#/schemas/"));
