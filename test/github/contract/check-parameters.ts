import type { Call } from "./call.ts";
import type { Finding } from "./problem.ts";
import type { Parameter } from "./specification.ts";
import { mismatches } from "./validate.ts";

const largestPage = 100;

/** What a text from a URL can stand for; the schema decides. */
function readings(text: string): unknown[] {
  const readings: unknown[] = [text];
  if (/^-?\d+$/.test(text)) readings.unshift(Number(text));
  if (text === "true" || text === "false") readings.unshift(text === "true");
  return readings;
}

function checkValue(parameter: Parameter, text: string): Finding[] {
  const where = `${parameter.in}.${parameter.name}`;
  const results = readings(text).map((value) => mismatches(parameter.schema, value, where));
  const [first = []] = results;
  return results.some((findings) => findings.length === 0) ? [] : first;
}

function checkPage(query: URLSearchParams): Finding[] {
  const size = Number(query.get("per_page") ?? largestPage);
  // GitHub cuts a larger page down without a word, and the caller misses the rest.
  if (Number.isNaN(size) || (size >= 1 && size <= largestPage)) return [];
  const what = `must be from 1 to ${largestPage}, but is ${size}`;
  return [{ kind: "wrong", where: "query.per_page", what }];
}

/** Holds the values in a request's path and query to the operation's parameters. */
export function checkParameters({ operation, pathValues, query }: Call): Finding[] {
  const known = operation.parameters.filter((parameter) => parameter.in === "query");
  const unknown = [...query.keys()].filter((name) => known.every((it) => it.name !== name));
  return [
    ...operation.parameters.flatMap((parameter): Finding[] => {
      const { name } = parameter;
      const text = parameter.in === "path" ? pathValues.get(name) : query.get(name);
      if (typeof text === "string") return checkValue(parameter, text);
      // A path that matched lacks only the file path that GitHub lets callers leave out.
      if (!parameter.required || parameter.in === "path") return [];
      return [{ kind: "missing", where: `query.${name}`, what: "is required" }];
    }),
    ...unknown.map((name): Finding => ({
      kind: "unknown",
      where: `query.${name}`,
      what: "is not described",
    })),
    ...checkPage(query),
  ];
}
