import { type Span, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Bucket, InstallationClass, Telemetry } from "../ports/telemetry.ts";
import { classOfLimit } from "./installation-class.ts";
import { tracer } from "./job-span.ts";

/** Told of each request at the level of debugging. */
interface RequestLog {
  debug(fields: object, message: string): void;
}

/**
 * Sends requests to GitHub, and tells of each: a number, a line of the log, and a span of the job that
 * asks. None has an address in full: names of private repositories and branches stand in it.
 */
export function observedFetch(
  send: typeof fetch,
  telemetry: Pick<Telemetry, "requested">,
  log: RequestLog,
  now: () => number = () => performance.now(),
): typeof fetch {
  return async (input, init) => {
    const asked = describeRequest(input, init);
    const start = now();
    const { bucket, name, method, route } = asked;
    const tell = (status: number, headers?: Headers): void => {
      const seconds = (now() - start) / 1000;
      telemetry.requested({ bucket, class: classOf(bucket, headers), status, seconds });
      log.debug({ request: name, bucket, status, seconds }, "asked GitHub");
    };
    const options = {
      kind: SpanKind.CLIENT,
      attributes: { "http.request.method": method, "url.template": route, "mltrl.bucket": bucket },
    };
    return tracer().startActiveSpan(name, options, async (span) => {
      try {
        const response = await send(input, init);
        tell(response.status, response.headers);
        note(span, response);
        return response;
      } catch (error) {
        tell(0);
        span.setStatus({ code: SpanStatusCode.ERROR, message: "no answer" });
        throw error;
      } finally {
        span.end();
      }
    });
  };
}

function note(span: Span, { status, headers }: Response): void {
  span.setAttribute("http.response.status_code", status);
  const id = headers.get("x-github-request-id");
  if (id !== null) span.setAttribute("github.request_id", id);
  if (status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
}

interface Asked {
  readonly method: string;
  readonly route: string;
  readonly name: string;
  readonly bucket: Bucket;
}

const OPERATION = /^\s*(?:query|mutation)\s+(\w+)/;
/** Documented as creating content that others are told of (docs: rate-limits-for-the-rest-api). */
const CONTENT = /\/(issues|pulls)(\/\d+)?(\/(comments|reviews|requested_reviewers))?$|\/reactions$/;

function describeRequest(
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

function classOf(bucket: Bucket, headers?: Headers): InstallationClass {
  if (bucket === "app") return "app";
  return classOfLimit(Number(headers?.get("x-ratelimit-limit") ?? 0), bucket === "graphql");
}
