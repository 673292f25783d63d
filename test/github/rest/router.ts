import type { Route } from "./call.ts";

/** These parameters may hold slashes; others are one segment. */
const long = new Set(["ref", "path", "basehead", "branch"]);

export type Router = (
  method: string,
  path: string,
) => { readonly route: Route; readonly parameters: Record<string, string> } | undefined;

/** Finds the route of a path. Earlier routes go first where two fit. */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes.map((route) => ({ route, expression: compile(route.pattern) }));
  const byMethod = Map.groupBy(compiled, ({ route }) => route.method);
  return (method, path) => {
    for (const { route, expression } of byMethod.get(method) ?? []) {
      const match = expression.exec(path);
      if (match === null) continue;
      const parameters: Record<string, string> = {};
      for (const [name, value] of Object.entries(match.groups ?? {})) {
        if (value !== undefined) parameters[name] = decode(value);
      }
      return { route, parameters };
    }
    return undefined;
  };
}

function compile(pattern: string): RegExp {
  const source = pattern.replaceAll(/\{(\w+)\}|[.*+]/g, (token, name: string | undefined) => {
    if (name === undefined) return `\\${token}`;
    return `(?<${name}>${long.has(name) ? ".+?" : "[^/]+"})`;
  });
  return new RegExp(`^${source}$`);
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
