import { ApiError } from "../api-error.ts";
import type { Call } from "./call.ts";

type Body = Call["body"];

/** A string of the body; null counts as left out. */
export function text(body: Body, key: string): string | undefined {
  return typed(body, key, "string", (value): value is string => typeof value === "string");
}

/** A boolean of the body. */
export function flag(body: Body, key: string): boolean | undefined {
  return typed(body, key, "boolean", (value): value is boolean => typeof value === "boolean");
}

/** A list of strings of the body. */
export function texts(body: Body, key: string): readonly string[] | undefined {
  return typed(
    body,
    key,
    "array",
    (value): value is string[] =>
      Array.isArray(value) && value.every((one) => typeof one === "string"),
  );
}

/** A list of objects of the body. */
export function objects(body: Body, key: string): readonly Body[] | undefined {
  return typed(
    body,
    key,
    "array",
    (value): value is Body[] =>
      Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null),
  );
}

/** An object of the body. */
export function object(body: Body, key: string): Body | undefined {
  return typed(
    body,
    key,
    "object",
    (value): value is Body => typeof value === "object" && value !== null && !Array.isArray(value),
  );
}

/** Throws the 422 that GitHub answers for required keys that are missing. */
function required(body: Body, ...keys: string[]): void {
  const missing = keys.filter((key) => body[key] === undefined || body[key] === null);
  if (missing.length === 0) return;
  const names = missing.map((key) => `"${key}"`).join(", ");
  const verb = missing.length === 1 ? "wasn't" : "weren't";
  throw new ApiError(422, `Invalid request.\n\n${names} ${verb} supplied.`);
}

/** A required string. */
export function requiredText(body: Body, key: string): string {
  required(body, key);
  return text(body, key) ?? "";
}

function typed<T>(
  body: Body,
  key: string,
  name: string,
  fits: (value: unknown) => value is T,
): T | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (fits(value)) return value;
  throw new ApiError(
    422,
    `Invalid request.\n\nFor 'properties/${key}', ${JSON.stringify(value)} is not a ${name}.`,
  );
}
