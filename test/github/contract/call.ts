import { specification, type Operation } from "./specification.ts";

/** A request's method and path, understood as a call of an operation. */
export interface Call {
  readonly operation: Operation;
  /** Decoded, by the parameter's name. */
  readonly pathValues: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
}

interface Route {
  readonly method: string;
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly literals: number;
}

const placeholder = /^\{(\w+)\}$/;

function segmentPattern(segment: string, operation: Operation): string {
  const name = placeholder.exec(segment)?.[1];
  if (name === undefined) return `/${segment.replaceAll(/[^\w-]/g, "\\$&")}`;
  const parameter = operation.parameters.find((candidate) => candidate.name === name);
  if (name === "path") return `(?:/(?<${name}>.*))?`; // the root of the repository has none
  return parameter?.["x-multi-segment"] === true ? `/(?<${name}>.+)` : `/(?<${name}>[^/]+)`;
}

function toRoute(template: string, method: string, operation: Operation): Route {
  const segments = template.split("/").slice(1);
  const source = segments.map((segment) => segmentPattern(segment, operation)).join("");
  return {
    method,
    operation,
    pattern: new RegExp(`^${source}$`),
    literals: segments.filter((segment) => !placeholder.test(segment)).length,
  };
}

// The most literal first, so that `/commits/{ref}/check-runs` wins over `/commits/{ref}`.
const routes = Object.entries(specification.paths)
  .flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => toRoute(template, method, operation)),
  )
  .toSorted((a, b) => b.literals - a.literals);

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a stray percent sign stands for itself
  }
}

/** Path and query of a URL without its host. */
function splitQuery(path: string): [path: string, query: URLSearchParams] {
  const mark = path.indexOf("?");
  if (mark < 0) return [path, new URLSearchParams()];
  return [path.slice(0, mark), new URLSearchParams(path.slice(mark + 1))];
}

/** The operation that a request calls, or undefined where the contract has none. */
export function findCall(method: string, path: string): Call | undefined {
  const [pathname, query] = splitQuery(path);
  const candidates = routes.filter((route) => route.method === method.toLowerCase());
  for (const { operation, pattern } of candidates) {
    const match = pattern.exec(pathname);
    if (match === null) continue;
    const values = Object.entries(match.groups ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, decoded(value)] as const],
    );
    return { operation, pathValues: new Map(values), query };
  }
  return undefined;
}

/** The methods with which a path can be called, in upper case. */
export function methodsOf(path: string): string[] {
  const [pathname] = splitQuery(path);
  const fitting = routes.filter(({ pattern }) => pattern.test(pathname));
  return [...new Set(fitting.map(({ method }) => method.toUpperCase()))].toSorted();
}
