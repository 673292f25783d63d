import { isMapping, isSequence } from "@actions/workflow-parser";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/template-token";

/** A part of a file by the keys that lead to it; undefined where there is none. */
export function partOf(
  token: TemplateToken | undefined,
  ...keys: string[]
): TemplateToken | undefined {
  let at = token;
  for (const key of keys) at = at !== undefined && isMapping(at) ? at.find(key) : undefined;
  return at;
}

/** The plain text of a scalar; undefined where there is none, and for expressions. */
export function textOf(token: TemplateToken | undefined, ...keys: string[]): string | undefined {
  const value = partOf(token, ...keys)?.toJSON();
  return value === undefined || value === null || typeof value === "object"
    ? undefined
    : String(value);
}

/** The keys of a mapping. */
export function keysOf(token: TemplateToken | undefined): string[] {
  if (token === undefined || !isMapping(token)) return [];
  return [...token].map(({ key }) => key.toString());
}

/** The items of a list. */
export function itemsOf(token: TemplateToken | undefined): TemplateToken[] {
  return token !== undefined && isSequence(token) ? [...token] : [];
}

/** Throws for keys that the runner would have to ignore. */
export function refuseOthers(
  token: TemplateToken | undefined,
  known: ReadonlySet<string>,
  where: string,
): void {
  const others = keysOf(token).filter((key) => !known.has(key));
  if (others.length > 0) throw unsupported(where, others.join(", "));
}

/** What the runner of tests cannot do is an error, so that no test believes that it was done. */
export function unsupported(where: string, what: string): Error {
  return new Error(`${where}: the runner of tests does not know ${what}`);
}
