import type { Bucket } from "../ports/telemetry.ts";

/** What is asked of GitHub, with no name of anybody or anything in it. */
export interface Asked {
  readonly method: string;
  readonly route: string;
  readonly name: string;
  readonly bucket: Bucket;
}

const OPERATION = /^\s*(?:query|mutation)\s+(\w+)/;
/** Documented as creating content that others are told of (docs: rate-limits-for-the-rest-api). */
const CONTENT = /\/(issues|pulls)(\/\d+)?(\/(comments|reviews|requested_reviewers))?$|\/reactions$/;

/** What a request asks. */
export function describeRequest(
  input: Parameters<typeof fetch>[0],
  init: Parameters<typeof fetch>[1],
): Asked {
  const url = new URL(input instanceof Request ? input.url : input);
  const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
  const path = url.pathname;
  const route = routeOf(path);
  const of = (bucket: Bucket, name = `${method} ${route}`): Asked => ({ method, route, name, bucket }); // prettier-ignore
  const headers = new Headers(init?.headers);
  if (isSignedByApp(headers.get("authorization"))) return of("app");
  if (path.endsWith("/graphql")) {
    return of("graphql", `graphql ${operationIn(init?.body) ?? "query"}`);
  }
  if (method === "GET" || method === "HEAD") return of("rest-read");
  return of(CONTENT.test(path) ? "content" : "rest-write");
}

/** What sort of thing is asked for: names and numbers of things are left out. */
function routeOf(path: string): string {
  const [area = "", , , what] = path
    .replace(/^\/api\/v3/, "")
    .split("/")
    .filter(Boolean);
  if (area !== "repos") return `/${area}`;
  return what === undefined ? "/repos/{owner}/{repo}" : `/repos/{owner}/{repo}/${what}`;
}

function operationIn(body: unknown): string | undefined {
  if (typeof body !== "string") return undefined;
  const query = /"query":"((?:[^"\\]|\\.){0,200})/.exec(body)?.[1] ?? "";
  return OPERATION.exec(query.replaceAll(String.raw`\n`, " "))?.[1];
}

/** An App's own requests bear a JSON Web Token, those of its installations a token of theirs. */
function isSignedByApp(authorization: string | null): boolean {
  return /^bearer eyJ/i.test(authorization ?? "");
}
