import { type Span, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Bucket, InstallationClass, Telemetry } from "../ports/telemetry.ts";
import { classOfLimit } from "./installation-class.ts";
import { describeRequest } from "./describe-request.ts";
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

function classOf(bucket: Bucket, headers?: Headers): InstallationClass {
  if (bucket === "app") return "app";
  return classOfLimit(Number(headers?.get("x-ratelimit-limit") ?? 0), bucket === "graphql");
}
